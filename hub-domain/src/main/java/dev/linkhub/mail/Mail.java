package dev.linkhub.mail;

import org.jspecify.annotations.Nullable;

/**
 * A mail in plain text.
 *
 * @param to the recipient's bare address
 * @param fromName the name beside the hub's own address
 * @param replyTo where an answer goes, or null: to nobody who reads it
 * @param text lines end with a line feed; may hold a token
 */
public record Mail(String to, String fromName, @Nullable String replyTo, String subject, String text) {

    public Mail {
        requireOneLine(to);
        requireOneLine(fromName);
        requireOneLine(subject);
        if (replyTo != null) {
            requireOneLine(replyTo);
        }
    }

    /** Who gets it and what it says is between the two. */
    @Override
    public String toString() {
        return "Mail[REDACTED]";
    }

    /** With a line break in it, a name could go on as a header of its own. */
    private static void requireOneLine(String header) {
        if (header.codePoints().anyMatch(Character::isISOControl)) {
            throw new IllegalArgumentException("A header of a mail holds a control character");
        }
    }
}
