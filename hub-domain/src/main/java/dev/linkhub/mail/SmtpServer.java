package dev.linkhub.mail;

import dev.linkhub.vault.Secret;
import org.jspecify.annotations.Nullable;

/**
 * The operator's mail server.
 *
 * @param from whom all mails are from
 * @param user null where it asks nobody who he is
 */
record SmtpServer(
        String host,
        int port,
        Security security,
        String from,
        @Nullable String user,
        @Nullable Secret password) {

    @Override
    public String toString() {
        return "SmtpServer[" + host + ":" + port + ", " + security + "]";
    }

    /** How the way there is kept private. */
    enum Security {
        /** From the first byte. */
        TLS,
        /** Asked for in clear, and nothing else is said until it is there. */
        STARTTLS,
        /** Not at all. */
        NONE
    }
}
