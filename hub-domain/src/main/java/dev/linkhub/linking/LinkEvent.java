package dev.linkhub.linking;

import io.micronaut.core.annotation.Introspected;
import java.time.Instant;

/** One entry of a link's time line. */
@Introspected
public record LinkEvent(String eventId, Instant at, LinkEventType type, String detail) {}
