package dev.linkhub.wording;

import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The languages that a tenant's households can be spoken to in.
 *
 * @param offered at least one
 * @param otherwise for browsers that want none of them: a locale of one of them
 */
public record Languages(Set<Language> offered, Locale otherwise) {

    /** All of them, and English otherwise. */
    public static final Languages ALL = new Languages(EnumSet.allOf(Language.class), Language.ENGLISH.locale());

    /** Far longer than any browser's, and little enough to be read for anyone. */
    private static final int LONGEST_HEADER = 500;

    public Languages {
        offered = Set.copyOf(offered);
        if (Language.of(otherwise).filter(offered::contains).isEmpty()) {
            throw new IllegalArgumentException("none of the offered languages: " + otherwise);
        }
    }

    /**
     * Chooses for a browser: its most wanted among the offered, with its own region for dates.
     *
     * @param acceptLanguage the header {@code Accept-Language} (RFC 9110 §12.5.4); what cannot be read counts as absent
     */
    public Locale choose(@Nullable String acceptLanguage) {
        return wanted(acceptLanguage).stream()
                .filter(range -> range.getWeight() > 0)
                .flatMap(range -> locale(range).stream())
                .findFirst()
                .orElse(otherwise);
    }

    private Optional<Locale> locale(Locale.LanguageRange range) {
        if (range.getRange().equals("*")) {
            return Optional.of(otherwise);
        }
        Locale wanted = Locale.forLanguageTag(range.getRange());
        return Language.of(wanted)
                .filter(offered::contains)
                .map(language -> Locale.of(language.tag(), wanted.getCountry()));
    }

    /** Most wanted first, as the parser sorts them. */
    private static List<Locale.LanguageRange> wanted(@Nullable String header) {
        if (header == null || header.length() > LONGEST_HEADER) {
            return List.of();
        }
        try {
            return Locale.LanguageRange.parse(header);
        } catch (IllegalArgumentException e) {
            return List.of();
        }
    }
}
