package dev.linkhub.household;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaskedNameTest {

    @ParameterizedTest
    @CsvSource(
            ignoreLeadingAndTrailingWhitespace = false,
            value = {
                "vera@example.com,v•••@example.com",
                "v@example.com,v•••@example.com",
                "Jane,J•••",
                "J,J•••",
                " Jane Doe ,J•••",
                "Ölaf,Ö•••",
                "𝒜lice,𝒜•••",
                "@example.com,•••@example.com",
                "a@b@example.com,a•••@example.com",
                "a@<b>x</b>,a•••",
                "<script>,•••",
                "\u202Eevil,•••",
                "'',•••",
            })
    void noMoreThanTheFirstCharacterAndTheDomainIsLeft(String name, String masked) {
        assertThat(MaskedName.of(name).text()).isEqualTo(masked);
        assertThat(MaskedName.of(name).toString()).isEqualTo(masked);
    }

    @Test
    void ringGetsTheSameInAsciiMarks() {
        assertThat(MaskedName.of("user@partner.example.com").ascii()).isEqualTo("u***@partner.example.com");
    }

    @Test
    void theMaskDoesNotTellTheLength() {
        assertThat(MaskedName.of("jo@example.com").text())
                .isEqualTo(MaskedName.of("jonathan.the.third@example.com").text());
    }
}
