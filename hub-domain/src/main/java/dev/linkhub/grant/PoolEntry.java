package dev.linkhub.grant;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/** A grant that a nonce may match. */
@Introspected
public record PoolEntry(String grantId, String ringAccountId, Instant receivedAt) {}
