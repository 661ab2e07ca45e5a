package dev.linkhub.web.testing;

import dev.linkhub.testing.MovableClock;
import io.github.bucket4j.TimeMeter;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/** Rates move with the test's clock. */
@Singleton
@Replaces(TimeMeter.class)
final class MovableRateTime implements TimeMeter {

    private final MovableClock clock;

    MovableRateTime(MovableClock clock) {
        this.clock = clock;
    }

    @Override
    public long currentTimeNanos() {
        return ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
    }

    @Override
    public boolean isWallClockBased() {
        return true;
    }
}
