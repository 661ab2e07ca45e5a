package dev.linkhub.refresh;

import java.time.Instant;

/**
 * The end of an attempt and its time, which is not that of its writing: the database may have been away for long.
 *
 * @param at by this process's clock
 */
record EndedAttempt(AttemptEnd end, Instant at) {

    String tenantId() {
        return end.grant().tenant().tenantId();
    }

    String grantId() {
        return end.grant().grantId();
    }
}
