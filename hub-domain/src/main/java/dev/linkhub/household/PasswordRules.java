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

    /** Refuses what can be no account, naming {@code email} or {@code password}. */
    void check(String address, Secret password) {
        FieldChecks checks = new FieldChecks()
                .require(FieldChecks.isEmail(address), "email", "an e-mail address such as you@example.com");
        check(checks, password, address).done();
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
