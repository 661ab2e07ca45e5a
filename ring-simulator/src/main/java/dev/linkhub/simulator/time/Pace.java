package dev.linkhub.simulator.time;

import java.time.Duration;

/** How fast the simulator's time runs: {@code speed} seconds a real second, or not at all. */
public record Pace(int speed, boolean frozen) {

    /** A day a second. */
    public static final int FASTEST = 86_400;

    public static final Pace REAL = new Pace(1, false);

    public Pace {
        if (speed < 1 || speed > FASTEST) {
            throw new IllegalArgumentException("a speed is 1 to " + FASTEST);
        }
    }

    /** Exact: nothing is rounded. */
    Duration simulated(Duration real) {
        return frozen ? Duration.ZERO : real.multipliedBy(speed);
    }

    /** The shortest real time in which so much time passes, to the next whole nanosecond: never too early. */
    Duration real(Duration simulated) {
        Duration whole = simulated.dividedBy(speed);
        return whole.multipliedBy(speed).equals(simulated) ? whole : whole.plusNanos(1);
    }
}
