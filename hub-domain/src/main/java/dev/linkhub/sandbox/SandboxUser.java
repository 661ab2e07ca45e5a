package dev.linkhub.sandbox;

import dev.linkhub.refusal.FieldChecks;
import org.jspecify.annotations.Nullable;

/**
 * Who installs the app in the sandbox.
 *
 * @param account a Ring account that has had the app before; null for a new one, of the name and e-mail address that follow
 */
public record SandboxUser(@Nullable String account, String firstName, String lastName, String email) {

    private static final int LONGEST_NAME = 40;

    void check() {
        new FieldChecks()
                .text("first_name", firstName, LONGEST_NAME)
                .text("last_name", lastName, LONGEST_NAME)
                .emailIfAny("email", email)
                .done();
    }
}
