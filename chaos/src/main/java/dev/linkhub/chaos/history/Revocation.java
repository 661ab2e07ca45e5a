package dev.linkhub.chaos.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Ring let an account's tokens die on purpose.
 *
 * @param acceptedAt when the hub accepted the webhook that says so; null if there was none, or not yet
 */
public record Revocation(
        Instant at, String account, @Nullable Instant acceptedAt) {}
