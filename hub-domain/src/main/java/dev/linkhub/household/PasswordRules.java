package dev.linkhub.household;

import dev.linkhub.refusal.FieldChecks;
import dev.linkhub.vault.Passwords;
import dev.linkhub.vault.Secret;
import jakarta.inject.Singleton;

/** What can be a password. */
@Singleton
class PasswordRules {

    static final int LONGEST = 200;

    private static final int SHORTEST = 10;

    private final Passwords passwords;

    PasswordRules(Passwords passwords) {
        this.passwords = passwords;
    }

    /** Notes against the field {@code password} what is wrong with it for the account with this address. */
    FieldChecks check(FieldChecks checks, Secret password, String address) {
        return checks.require(
                        password.length() >= SHORTEST && password.length() <= LONGEST,
                        "password",
                        "%d to %d characters".formatted(SHORTEST, LONGEST))
                .require(!passwords.isJust(password, address), "password", "something other than your e-mail address");
    }
}
