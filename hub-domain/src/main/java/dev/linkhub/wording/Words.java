package dev.linkhub.wording;

import java.text.MessageFormat;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;
import java.util.Optional;
import java.util.ResourceBundle;

/** Says things in one language. */
public final class Words {

    private final ResourceBundle bundle;
    private final Language language;
    private final Locale locale;
    private final OwnWording own;

    Words(ResourceBundle bundle, Language language, Locale locale, OwnWording own) {
        this.bundle = bundle;
        this.language = language;
        this.locale = locale;
        this.own = own;
    }

    /** The language and the region, if the reader's is known. */
    public Locale locale() {
        return locale;
    }

    /** The language's tag, for {@code lang}. */
    public String tag() {
        return language.tag();
    }

    /**
     * A text.
     *
     * @param args for its placeholders, as {@link MessageFormat} takes them
     * @throws java.util.MissingResourceException if there is no such text
     */
    public String say(String key, Object... args) {
        return ownText(key).orElseGet(() -> ofBundle(key, args));
    }

    /** A day in UTC, as people write it. */
    public String day(Instant time) {
        return DateTimeFormatter.ofLocalizedDate(FormatStyle.LONG)
                .localizedBy(locale)
                .format(time.atOffset(ZoneOffset.UTC));
    }

    /** A time to the minute. Nobody tells us a household's time zone, so it says that it is UTC. */
    public String minute(Instant time) {
        return DateTimeFormatter.ofLocalizedDateTime(FormatStyle.LONG, FormatStyle.SHORT)
                        .localizedBy(locale)
                        .format(time.atOffset(ZoneOffset.UTC))
                + " UTC";
    }

    private Optional<String> ownText(String key) {
        return OwnText.ofKey(key).flatMap(text -> own.find(language, text));
    }

    private String ofBundle(String key, Object... args) {
        String pattern = bundle.getString(key);
        return args.length == 0 ? pattern : new MessageFormat(pattern, locale).format(args);
    }

    @Override
    public String toString() {
        return "Words[" + locale.toLanguageTag() + "]";
    }
}
