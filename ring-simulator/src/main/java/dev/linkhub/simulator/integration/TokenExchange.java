package dev.linkhub.simulator.integration;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How the partner answered the code; {@code status} and {@code error} are null where they do not apply. */
public record TokenExchange(
        @Nullable Integer status,
        String body,
        Duration duration,
        @Nullable String error) {

    public boolean succeeded() {
        return error == null && status != null && status >= 200 && status < 300;
    }
}
