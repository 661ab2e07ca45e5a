package dev.linkhub.fleet;

import io.micronaut.serde.annotation.Serdeable;
import java.time.Instant;

/**
 * A lane that a process is draining.
 *
 * @param lane its number
 */
@Serdeable
public record HeldLane(String tenantId, String lane, Instant since) {}
