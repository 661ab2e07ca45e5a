package dev.linkhub.household;

import java.util.Locale;

/**
 * An account has a new password. Published in the transaction that stores it: whatever the old one opened is shut in it, too.
 *
 * @param locale of the browser that it was changed in
 */
record PasswordChanged(Household household, String email, Locale locale) {

    @Override
    public String toString() {
        return "PasswordChanged[" + household + "]";
    }
}
