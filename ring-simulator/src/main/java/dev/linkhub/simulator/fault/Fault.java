package dev.linkhub.simulator.fault;

import dev.linkhub.simulator.api.Answer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A misbehaviour asked for. {@code told} is the answer of the kinds that answer as told, else null; {@code share} is
 * null where every call in the scope is struck.
 */
public record Fault(
        FaultScope scope,
        FaultKind kind,
        Duration delay,
        @Nullable Answer told,
        @Nullable Share share) {

    private static final Duration LONGEST_DELAY = Duration.ofMinutes(5);

    public Fault {
        if (delay.isNegative() || delay.compareTo(LONGEST_DELAY) > 0) {
            throw new IllegalArgumentException("a delay is PT0S to " + LONGEST_DELAY);
        }
        if (kind.answersAsTold() == (told == null)) {
            throw new IllegalArgumentException("an answer is told exactly where it is answered as told");
        }
    }
}
