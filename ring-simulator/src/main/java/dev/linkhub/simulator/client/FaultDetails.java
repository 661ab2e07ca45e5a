package dev.linkhub.simulator.client;

import dev.linkhub.simulator.fault.FaultKind;
import org.jspecify.annotations.Nullable;

/**
 * A fault in wait; {@code remaining} 0 stands for any number of calls. {@code share} and {@code seed} are null where
 * every call is struck.
 */
public record FaultDetails(
        String id,
        String endpoint,
        FaultKind kind,
        int remaining,
        @Nullable Double share,
        @Nullable Integer seed,
        @Nullable String app,
        @Nullable String account) {}
