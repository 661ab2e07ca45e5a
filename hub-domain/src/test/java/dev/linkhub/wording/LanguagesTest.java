package dev.linkhub.wording;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LanguagesTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', nullValues = "-", textBlock = """
            de                              | de
            de-AT,de;q=0.8,en;q=0.5         | de-AT
            en;q=0.5, fr;q=0.9              | fr
            nl-NL,nl;q=0.9,es-MX;q=0.7,en   | en
            nl, es-MX;q=0.7, en;q=0.2       | es-MX
            ja-JP-u-ca-japanese             | ja-JP
            zh-Hant-TW                      | en-GB
            fr;q=0, nl                      | en-GB
            *                               | en-GB
            nl, *;q=0.5, ja;q=0.1           | en-GB
            -                               | en-GB
            ;;;,q=,                         | en-GB
            de;q=nonsense                   | en-GB
            """)
    void theMostWantedThatIsOfferedIsChosenWithItsRegion(String header, String chosen) {
        Languages all = new Languages(Languages.ALL.offered(), Locale.UK);
        assertThat(all.choose(header)).isEqualTo(Locale.forLanguageTag(chosen));
    }

    @Test
    void noneThatIsNotOfferedIsChosen() {
        Languages two = new Languages(Set.of(Language.GERMAN, Language.FRENCH), Locale.of("de", "CH"));
        assertThat(two.choose("en-US,en;q=0.9,fr;q=0.1")).isEqualTo(Locale.FRENCH);
        assertThat(two.choose("en-US,en;q=0.9")).isEqualTo(Locale.of("de", "CH"));
    }

    @Test
    void aHeaderOfAnySizeIsBounded() {
        assertThat(Languages.ALL.choose("de," + "x".repeat(100_000))).isEqualTo(Locale.ENGLISH);
    }

    @Test
    void whatIsGivenOtherwiseIsOneOfThoseOffered() {
        assertThatThrownBy(() -> new Languages(Set.of(Language.GERMAN), Locale.FRENCH))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
