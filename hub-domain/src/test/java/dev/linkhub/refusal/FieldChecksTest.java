package dev.linkhub.refusal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FieldChecksTest {

    @ParameterizedTest
    @ValueSource(strings = {"ab", "a-b-9", "0123456789012345678901234567890123456789"})
    void slugsThatAre(String slug) {
        assertThatCode(() -> new FieldChecks().slug("slug", slug).done()).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "A-b", "a_b", "ä-b", "a b", "ab\n", "01234567890123456789012345678901234567890"})
    void slugsThatAreNot(String slug) {
        assertThatThrownBy(() -> new FieldChecks().slug("slug", slug).done()).isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com",
                "https://",
                "//example.com",
                "javascript:alert(1)",
                "https://user:pw@example.com",
                "https://example.com/#x",
                "https://exa mple.com"
            })
    void addressesThatAreNotSafe(String address) {
        assertThatThrownBy(() ->
                        new FieldChecks().httpsAddressIfAny("logo_url", address).done())
                .isInstanceOf(InvalidInput.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a@b.example", "vera.o'neil+x@sub.example.com"})
    void addressesToWriteTo(String email) {
        assertThat(FieldChecks.isEmail(email)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "a@b", "@b.example", "a@b.example\nBcc: x@y.example", "<a@b.example>", "a b@c.example"})
    void addressesNotToWriteTo(String email) {
        assertThat(FieldChecks.isEmail(email)).isFalse();
    }

    @Test
    void namesKeepTheirHtmlForThePageToEscapeAndLoseNothing() {
        assertThatCode(() -> new FieldChecks().name("name", "<b>Ünï & Co</b>").done())
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> new FieldChecks().name("name", "a\u0000b").done())
                .isInstanceOf(InvalidInput.class);
        assertThatThrownBy(() -> new FieldChecks().name("name", "x".repeat(81)).done())
                .isInstanceOf(InvalidInput.class);
    }
}
