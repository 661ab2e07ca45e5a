package dev.linkhub.vault;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PasswordsTest {

    private final Passwords passwords = new Passwords();

    @Test
    void aPasswordIsKeptAsArgon2idWithOwaspsParametersAndItsOwnSalt() {
        String stored = hash("correct horse battery");
        assertThat(stored).startsWith("$argon2id$v=19$m=19456,t=2,p=1$").hasSizeLessThanOrEqualTo(255);
        assertThat(hash("correct horse battery")).isNotEqualTo(stored);
    }

    @Test
    void onlyTheSamePasswordMatches() {
        String stored = hash("pässwörd-🔑-long");
        assertThat(matches("pässwörd-🔑-long", stored)).isTrue();
        assertThat(matches("pässwörd-🔑-lonG", stored)).isFalse();
        assertThat(matches("", stored)).isFalse();
    }

    @Test
    void lettersComposedByAnotherKeyboardAreTheSamePassword() {
        assertThat(matches("pa\u0308sswort1", hash("p\u00e4sswort1"))).isTrue();
    }

    @Test
    void whereNothingIsStoredNothingMatches() {
        assertThat(passwords.matches(Secret.of("the password of an account that does not exist"), null))
                .contains(false);
    }

    @Test
    void oneselfIsNoPasswordInWhateverCase() {
        assertThat(passwords.isJust(Secret.of(" Vera@Example.com"), "vera@example.com"))
                .isTrue();
        assertThat(passwords.isJust(Secret.of("vera@example.com1"), "vera@example.com"))
                .isFalse();
    }

    private String hash(String password) {
        return passwords.hash(Secret.of(password)).orElseThrow();
    }

    private boolean matches(String password, String stored) {
        return passwords.matches(Secret.of(password), stored).orElseThrow();
    }
}
