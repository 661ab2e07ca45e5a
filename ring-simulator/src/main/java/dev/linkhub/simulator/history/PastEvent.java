package dev.linkhub.simulator.history;

import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Something that happened at a device; {@code subType} says what a motion was taken for. */
public record PastEvent(String id, String type, @Nullable String subType, Instant start) {

    private static final Duration LENGTH = Duration.ofSeconds(20);

    Instant end() {
        return start.plus(LENGTH);
    }
}
