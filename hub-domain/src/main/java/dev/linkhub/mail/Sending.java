package dev.linkhub.mail;

/** What came of sending a mail. What it says holds nobody's address and nothing of the mail. */
sealed interface Sending {

    /** It is in others' hands. */
    record Sent() implements Sending {}

    /** It never will be. */
    record Refused(String why) implements Sending {}

    /** Not now, or nobody knows. */
    record TryLater(String why) implements Sending {}
}
