package dev.linkhub.household;

/** An account has a new password. Published in the transaction that stores it: whatever the old one opened is shut in it, too. */
record PasswordChanged(Household household, String email) {

    @Override
    public String toString() {
        return "PasswordChanged[" + household + "]";
    }
}
