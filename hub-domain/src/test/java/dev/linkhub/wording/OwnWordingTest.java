package dev.linkhub.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.refusal.InvalidInput;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OwnWordingTest {

    private static final Wording MAILS = Wording.of("wording.mails");

    @Test
    void whatTheTenantSaysStandsBeforeTheHubsWordsInThatLanguageAlone() {
        OwnWording own = OwnWording.read("wording", Map.of("de", Map.of("mail_note", " {0} ist kein Platzhalter. ")));
        assertThat(MAILS.in(Locale.GERMANY, own).say("mail.note")).isEqualTo("{0} ist kein Platzhalter.");
        assertThat(MAILS.in(Locale.FRANCE, own).say("mail.note")).isEmpty();
        assertThat(own.byName()).isEqualTo(Map.of("de", Map.of("mail_note", "{0} ist kein Platzhalter.")));
    }

    @Test
    void withoutAnyTheHubsWordsStand() {
        assertThat(OwnWording.read("wording", null)).isEqualTo(OwnWording.NONE);
        assertThat(OwnWording.read("wording", Map.of("de", Map.of()))).isEqualTo(OwnWording.NONE);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            nl    | mail_note   | Hallo       | wording              | languages among en, de, fr, es, ja
            de-AT | mail_note   | Hallo       | wording              | languages among en, de, fr, es, ja
            de    | confirm     | Hallo       | wording.de           | texts among sign_in_intro,
            de    | mail_note   | '   '       | wording.de.mail_note | 1 to 500 characters
            de    | mail_note   | 'a\u0007b' | wording.de.mail_note | no control characters
            """)
    void whatIsNotKnownOrNotPlainTextIsNamed(String tag, String text, String words, String field, String message) {
        assertThatThrownBy(() -> OwnWording.read("wording", Map.of(tag, Map.of(text, words))))
                .isInstanceOfSatisfying(
                        InvalidInput.class,
                        refused -> assertThat(refused.errors()).singleElement().satisfies(error -> {
                            assertThat(error.field()).isEqualTo(field);
                            assertThat(error.message()).contains(message);
                        }));
    }

    @Test
    void nothingAtAllIsNoText() {
        Map<String, Map<String, String>> none = new HashMap<>();
        none.put("de", null);
        assertThatThrownBy(() -> OwnWording.read("wording", none)).isInstanceOf(InvalidInput.class);
        Map<String, String> nothing = new HashMap<>();
        nothing.put("mail_note", null);
        assertThatThrownBy(() -> OwnWording.read("wording", Map.of("de", nothing)))
                .isInstanceOf(InvalidInput.class);
    }

    @Test
    void tooLongIsTooLong() {
        assertThat(OwnWording.read("wording", Map.of("en", Map.of("mail_note", "x".repeat(500)))))
                .isNotEqualTo(OwnWording.NONE);
        assertThatThrownBy(() -> OwnWording.read("wording", Map.of("en", Map.of("mail_note", "x".repeat(501)))))
                .isInstanceOf(InvalidInput.class);
    }
}
