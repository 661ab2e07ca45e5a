package dev.linkhub.wording;

import dev.linkhub.refusal.InvalidInput;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** A language in which households are spoken to. */
public enum Language {
    ENGLISH("en"),
    GERMAN("de"),
    FRENCH("fr"),
    SPANISH("es"),
    JAPANESE("ja");

    private final String tag;

    Language(String tag) {
        this.tag = tag;
    }

    /** The language's BCP 47 tag, without a region. */
    public String tag() {
        return tag;
    }

    /** For how dates and numbers are written where no region is known. */
    public Locale locale() {
        return Locale.of(tag);
    }

    /** The language with just this tag. */
    public static Optional<Language> parse(String tag) {
        return Arrays.stream(values())
                .filter(language -> language.tag.equals(tag))
                .findFirst();
    }

    /** The language that a locale is of. */
    public static Optional<Language> of(Locale locale) {
        return parse(locale.getLanguage());
    }

    /**
     * Reads a list of tags.
     *
     * @param field what to call it in errors
     * @param tags null for none
     * @throws InvalidInput if one is not known, or the list is there and empty
     */
    public static Set<Language> read(String field, @Nullable List<String> tags) {
        if (tags == null) {
            return Set.of();
        }
        Set<Language> languages = EnumSet.noneOf(Language.class);
        tags.forEach(tag -> parse(tag).ifPresent(languages::add));
        if (languages.isEmpty() || languages.size() != Set.copyOf(tags).size()) {
            throw new InvalidInput(field, "at least one of " + tags());
        }
        return languages;
    }

    /** All tags, for telling what is accepted. */
    public static String tags() {
        return Arrays.stream(values()).map(Language::tag).collect(Collectors.joining(", "));
    }
}
