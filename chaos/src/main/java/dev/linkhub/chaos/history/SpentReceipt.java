package dev.linkhub.chaos.history;

import java.time.Instant;

/**
 * Ring got a refresh token that it had taken before, and revoked all that came of the same grant.
 *
 * @param sent SHA-256 of the token, hexadecimal
 */
public record SpentReceipt(Instant at, String sent, Instant spentAt, String account) {}
