package dev.linkhub.simulator.oauth;

import java.time.Instant;

/** Until when a code is good, and whether it has been redeemed. */
public record CodeFate(Instant expiresAt, boolean redeemed) {}
