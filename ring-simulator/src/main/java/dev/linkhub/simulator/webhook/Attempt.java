package dev.linkhub.simulator.webhook;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** One delivery; {@code status} is null where no answer came, {@code error} where one did. */
public record Attempt(
        Instant at, @Nullable Integer status, @Nullable String error) {}
