package dev.linkhub.wording;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;

/** One bundle of texts in every {@link Language}. */
public final class Wording {

    private static final ResourceBundle.Control EACH_FOR_ITSELF =
            ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

    private final Map<Language, ResourceBundle> bundles = new EnumMap<>(Language.class);

    private Wording(String name) {
        for (Language language : Language.values()) {
            bundles.put(language, ResourceBundle.getBundle(name, language.locale(), EACH_FOR_ITSELF));
        }
    }

    /**
     * Reads a bundle from the class path: English without a suffix, each other language with its tag.
     *
     * @param name with dots, such as {@code wording.pages}
     */
    public static Wording of(String name) {
        return new Wording(name);
    }

    /**
     * The texts in one language.
     *
     * @param locale one of a {@link Language}
     * @param own what stands before the bundle's texts
     */
    public Words in(Locale locale, OwnWording own) {
        Language language = Language.of(locale).orElseThrow();
        return new Words(Objects.requireNonNull(bundles.get(language)), language, locale, own);
    }
}
