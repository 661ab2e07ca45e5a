package dev.linkhub.simulator.client;

import java.time.Instant;

/** A refresh token that was received again after it had been used; {@code sha256} is of the token, hexadecimal. */
public record SpentRefreshToken(
        String sha256, Instant receivedAt, Instant spentAt, String app, String account, String installation) {}
