package dev.linkhub.chaos.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A grant's row at a moment of the run.
 *
 * @param live whether its tokens are there to be kept alive
 * @param paused whether its app is
 * @param unhealthy why it is broken; null if it is not
 */
public record GrantSample(
        Instant at,
        String grant,
        int generation,
        boolean live,
        boolean paused,
        @Nullable Instant dueAt,
        @Nullable Instant lastRefreshedAt,
        int failures,
        @Nullable String unhealthy) {

    boolean isKeptAlive() {
        return live && !paused && unhealthy == null;
    }
}
