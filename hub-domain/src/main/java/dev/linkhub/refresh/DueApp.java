package dev.linkhub.refresh;

import io.micronaut.core.annotation.Introspected;
import java.time.Duration;
import java.time.Instant;

/**
 * An app that has grants to refresh.
 *
 * @param dueAt when the first of them falls due, by the database's clock
 * @param seenAt what that clock said then
 */
@Introspected
record DueApp(String appId, Instant dueAt, Instant seenAt) {

    boolean isDue() {
        return !dueAt.isAfter(seenAt);
    }

    /** Negative if it is overdue. */
    Duration dueIn() {
        return Duration.between(seenAt, dueAt);
    }
}
