package dev.linkhub.simulator.integration;

import java.time.Duration;
import java.time.Instant;

/** What the user's browser carries to the Account Link URL: a nonce over {@code time} (epoch ms) and the account. */
public record Redirect(String nonce, long time) {

    static final Duration VALIDITY = Duration.ofMinutes(10);

    boolean isFresh(Instant now) {
        return !now.isAfter(Instant.ofEpochMilli(time).plus(VALIDITY));
    }
}
