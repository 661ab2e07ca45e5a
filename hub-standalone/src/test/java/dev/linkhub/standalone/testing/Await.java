package dev.linkhub.standalone.testing;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** Waits for what another process does. */
public final class Await {

    private static final Duration PATIENCE = Duration.ofMinutes(5);
    private static final long BETWEEN_LOOKS_MILLIS = 100;

    private Await() {}

    /** Looks until there is something, five minutes at most: these machines are shared. */
    public static <T> T until(String what, Supplier<Optional<T>> look) {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (System.nanoTime() - end < 0) {
            Optional<T> found = look.get();
            if (found.isPresent()) {
                return found.get();
            }
            try {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_LOOKS_MILLIS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new AssertionError("Interrupted while waiting: " + what, e);
            }
        }
        throw new AssertionError("Waited in vain: " + what);
    }

    /** Looks until it is so, five minutes at most. */
    public static void untilTrue(String what, Supplier<Boolean> isSo) {
        until(what, () -> isSo.get() ? Optional.of(what) : Optional.empty());
    }
}
