package dev.linkhub.simulator.oauth;

import java.time.Instant;

/** A refresh token that was received after it had been used: what a careful partner never sends. */
public record SpentToken(String sha256, Instant receivedAt, Instant spentAt, Holder holder) {}
