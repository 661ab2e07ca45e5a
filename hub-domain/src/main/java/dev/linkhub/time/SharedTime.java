package dev.linkhub.time;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * Time as all processes of a hub have it: it starts with this machine's, is set right by the database's ({@link DatabaseTime}),
 * and otherwise goes on by itself, whatever is done to the machine's clock meanwhile.
 */
@Singleton
final class SharedTime {

    private final long start = System.nanoTime();
    private volatile Instant startedAt = Instant.now();

    /** Sets it on, or back if that is negative. */
    synchronized void correct(Duration by) {
        startedAt = startedAt.plus(by);
    }

    /** In the microseconds that the database keeps, so that what is written and what is read back are equal. */
    Instant now() {
        return startedAt.plusNanos(System.nanoTime() - start).truncatedTo(ChronoUnit.MICROS);
    }
}
