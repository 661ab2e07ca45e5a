package dev.linkhub.branding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkhub.wording.Language;
import dev.linkhub.wording.OwnText;
import dev.linkhub.wording.OwnWording;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Languages and wording as they stand in the database. What a newer hub has written there and this one does not know is left out. */
final class WordingColumns {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Map<String, String>>> WORDING = new TypeReference<>() {};

    private WordingColumns() {}

    static Set<Language> languages(@Nullable String column) {
        return column == null
                ? Set.of()
                : Arrays.stream(column.split(","))
                        .flatMap(tag -> Language.parse(tag).stream())
                        .collect(Collectors.toSet());
    }

    static @Nullable String text(Set<Language> languages) {
        return languages.isEmpty()
                ? null
                : languages.stream().sorted().map(Language::tag).collect(Collectors.joining(","));
    }

    static OwnWording wording(@Nullable String column) {
        if (column == null) {
            return OwnWording.NONE;
        }
        Map<Language, Map<OwnText, String>> texts = new EnumMap<>(Language.class);
        try {
            JSON.readValue(column, WORDING)
                    .forEach((tag, ofLanguage) ->
                            Language.parse(tag).ifPresent(language -> texts.put(language, known(ofLanguage))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("branding.wording is not the JSON that was written there", e);
        }
        return new OwnWording(texts);
    }

    static @Nullable String text(OwnWording wording) {
        if (wording.texts().isEmpty()) {
            return null;
        }
        try {
            return JSON.writeValueAsString(wording.byName());
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("Strings as JSON", e);
        }
    }

    private static Map<OwnText, String> known(Map<String, String> ofLanguage) {
        Map<OwnText, String> texts = new EnumMap<>(OwnText.class);
        ofLanguage.forEach((name, words) -> {
            Optional<OwnText> text = OwnText.parse(name);
            text.ifPresent(found -> texts.put(found, words));
        });
        return texts;
    }
}
