package dev.linkhub.simulator.time;

import java.time.Duration;

/** How long something really took: independent of the simulator's time, which may be moved meanwhile. */
public final class Stopwatch {

    private final long started = System.nanoTime();

    public Duration elapsed() {
        return Duration.ofNanos(System.nanoTime() - started);
    }
}
