package dev.linkhub.household;

import java.time.Duration;

/** What came of asking for an account. */
public sealed interface AccountAsked {

    /** A mail is on its way that says how to go on: the caller is not told whether there is an account already. */
    record Taken() implements AccountAsked {}

    /** Too many mails were asked for; this one is not sent. */
    record TryLater(Duration after) implements AccountAsked {}

    /** Too many people choose passwords at this moment; nothing was done. */
    record Busy() implements AccountAsked {}
}
