package dev.linkhub.simulator.client;

import dev.linkhub.simulator.webhook.Attempt;
import dev.linkhub.simulator.webhook.EventState;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A webhook event and its delivery so far; {@code deadUntil} says how long a dead one is kept and is null otherwise. */
public record EventDetails(
        String id,
        String requestId,
        String type,
        EventState status,
        List<Attempt> attempts,
        @Nullable Instant deadUntil) {}
