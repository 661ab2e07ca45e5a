package dev.linkhub.chaos.machine;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting, in real time: a run is about real processes. */
public final class Pause {

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(20);

    private Pause() {}

    /** Lets time pass. */
    public static void of(Duration time) {
        try {
            Thread.sleep(time);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("The run was interrupted", e);
        }
    }

    /** Returns whether it came true in time. */
    public static boolean until(Duration atMost, BooleanSupplier isSo) {
        long end = System.nanoTime() + atMost.toNanos();
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - end >= 0) {
                return false;
            }
            of(BETWEEN_LOOKS);
        }
        return true;
    }
}
