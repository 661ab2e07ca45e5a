package dev.linkhub.simulator.check;

import dev.linkhub.simulator.time.Stopwatch;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waits for what the partner does of its own accord: it tells nobody when it is done. */
final class Waiting {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(25);

    private Waiting() {}

    /** Returns whether it happened in time; returns at once where it has happened already. */
    static boolean until(BooleanSupplier happened, Duration longest) {
        Stopwatch watch = new Stopwatch();
        while (!happened.getAsBoolean()) {
            if (watch.elapsed().compareTo(longest) >= 0) {
                return false;
            }
            pause();
        }
        return true;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("the run was stopped", e);
        }
    }
}
