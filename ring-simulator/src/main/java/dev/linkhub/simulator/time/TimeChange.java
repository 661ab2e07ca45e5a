package dev.linkhub.simulator.time;

import dev.linkhub.simulator.time.SimulatorClock.Reading;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** A change of the simulator's time: where it goes, and the pace from there on. What is empty stays as it is. */
public record TimeChange(Goal goal, Optional<Integer> speed, Optional<Boolean> frozen) {

    /** Where time goes. */
    public sealed interface Goal {

        /** Nowhere: it goes on from where it is. */
        record Stay() implements Goal {}

        /** To so far from real time. */
        record Offset(Duration offset) implements Goal {}

        /** By so much, either way. */
        record By(Duration duration) implements Goal {}

        /** To this moment. */
        record At(Instant instant) implements Goal {}
    }

    /** Ten years: what is farther is a slip of the keyboard. */
    private static final Duration FARTHEST = Duration.ofDays(3650);

    static final TimeChange RIGHT = new TimeChange(
            new Goal.Offset(Duration.ZERO), Optional.of(Pace.REAL.speed()), Optional.of(Pace.REAL.frozen()));

    /**
     * The time after the change.
     *
     * @throws IllegalArgumentException if it is out of bounds
     */
    Instant time(Reading before, Instant real) {
        Duration offset = switch (goal) {
            case Goal.Stay() -> before.offset();
            case Goal.Offset(Duration wanted) -> wanted;
            case Goal.By(Duration duration) -> before.offset().plus(bounded(duration));
            case Goal.At(Instant instant) -> Duration.between(real, instant);
        };
        return real.plus(goal instanceof Goal.Stay ? offset : bounded(offset));
    }

    Pace pace(Pace before) {
        return new Pace(speed.orElse(before.speed()), frozen.orElse(before.frozen()));
    }

    private static Duration bounded(Duration duration) {
        if (duration.compareTo(FARTHEST) > 0 || duration.compareTo(FARTHEST.negated()) < 0) {
            throw new IllegalArgumentException("leads farther than ten years from real time");
        }
        return duration;
    }
}
