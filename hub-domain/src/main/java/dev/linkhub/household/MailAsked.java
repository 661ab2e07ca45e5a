package dev.linkhub.household;

import java.time.Duration;

/** What came of asking for a mail. */
public sealed interface MailAsked {

    /** It is on its way, if there is anybody to send it to: the caller is not told. */
    record Taken() implements MailAsked {}

    /** Too many were asked for; this one is not sent. */
    record TryLater(Duration after) implements MailAsked {}
}
