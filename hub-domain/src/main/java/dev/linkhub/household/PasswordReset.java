package dev.linkhub.household;

/** What came of choosing a new password. */
public sealed interface PasswordReset {

    /** It counts from now on, and nobody is signed in to the account. */
    record Done() implements PasswordReset {}

    /** The link was used, or is too old, or never was one. */
    record Over() implements PasswordReset {}

    /** Too many people sign in at this moment; the link is still good. */
    record Busy() implements PasswordReset {}
}
