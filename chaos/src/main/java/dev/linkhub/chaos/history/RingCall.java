package dev.linkhub.chaos.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A refresh as Ring saw it.
 *
 * @param account whose it was, by Ring's id; null if Ring did not know the token
 * @param sent the first 16 digits of the SHA-256 of the refresh token that came
 * @param status null if Ring gave no answer
 * @param refused Ring itself, and no fault in its place, said {@code invalid_grant}
 * @param fault the simulator's id of the fault that struck; null if none did
 */
public record RingCall(
        Instant at,
        @Nullable String account,
        String sent,
        @Nullable Integer status,
        boolean refused,
        @Nullable String fault) {}
