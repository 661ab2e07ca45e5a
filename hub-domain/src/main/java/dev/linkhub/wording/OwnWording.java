package dev.linkhub.wording;

import dev.linkhub.refusal.FieldChecks;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a tenant says in its own words, by language. Plain text: no markup, no placeholders.
 *
 * @param texts without a language or a text, the hub's own words stand
 */
public record OwnWording(Map<Language, Map<OwnText, String>> texts) {

    private static final int LONGEST = 500;

    /** The hub's words alone. */
    public static final OwnWording NONE = new OwnWording(Map.of());

    public OwnWording {
        Map<Language, Map<OwnText, String>> copy = new EnumMap<>(Language.class);
        texts.forEach((language, ofLanguage) -> {
            if (!ofLanguage.isEmpty()) {
                copy.put(language, Map.copyOf(ofLanguage));
            }
        });
        texts = Map.copyOf(copy);
    }

    /**
     * Reads what a tenant says.
     *
     * @param field what to call it in errors
     * @param wanted by language tag and text name; null for nothing
     * @throws dev.linkhub.refusal.InvalidInput naming what is not known, empty, too long or not plain text
     */
    public static OwnWording read(String field, @Nullable Map<String, Map<String, String>> wanted) {
        FieldChecks checks = new FieldChecks();
        Map<Language, Map<OwnText, String>> texts = new EnumMap<>(Language.class);
        if (wanted != null) {
            wanted.forEach((tag, ofLanguage) -> {
                Optional<Language> language = Language.parse(tag);
                checks.require(language.isPresent() && ofLanguage != null, field, "languages among " + Language.tags());
                language.filter(known -> ofLanguage != null)
                        .ifPresent(known -> texts.put(known, read(field + "." + tag, ofLanguage, checks)));
            });
        }
        checks.done();
        return new OwnWording(texts);
    }

    private static Map<OwnText, String> read(String field, Map<String, String> wanted, FieldChecks checks) {
        Map<OwnText, String> texts = new EnumMap<>(OwnText.class);
        wanted.forEach((name, words) -> {
            Optional<OwnText> text = OwnText.parse(name);
            checks.require(text.isPresent(), field, "texts among " + OwnText.texts());
            text.ifPresent(known -> {
                checks.text(field + "." + name, words, LONGEST);
                if (words != null) {
                    texts.put(known, words.strip());
                }
            });
        });
        return texts;
    }

    /** The same by language tag and text name. */
    public Map<String, Map<String, String>> byName() {
        Map<String, Map<String, String>> named = new TreeMap<>();
        texts.forEach((language, ofLanguage) -> {
            Map<String, String> namedTexts = new TreeMap<>();
            ofLanguage.forEach((text, words) -> namedTexts.put(text.text(), words));
            named.put(language.tag(), namedTexts);
        });
        return named;
    }

    Optional<String> find(Language language, OwnText text) {
        return Optional.ofNullable(texts.getOrDefault(language, Map.of()).get(text));
    }
}
