package dev.linkhub.simulator.limit;

import dev.linkhub.simulator.settings.RateCount;
import dev.linkhub.simulator.settings.RateLimit;
import java.time.Duration;
import java.time.Instant;

/** A second of one client, from its first call on. Guarded by the lock of {@link RateGate}. */
final class Second {

    private static final Duration LENGTH = Duration.ofSeconds(1);

    private final Instant start;
    private Instant latest;
    private int count;

    Second(Instant start) {
        this.start = start;
        this.latest = start;
    }

    /** The clock may have been moved either way. */
    boolean holds(Instant now) {
        return !now.isBefore(start) && now.isBefore(start.plus(LENGTH));
    }

    /** Returns false if the second is full. */
    boolean take(Instant now, RateLimit limit) {
        boolean counted = count > 0 && limit.counting() == RateCount.INSTANTS && now.equals(latest);
        if (counted) {
            return true;
        }
        if (count >= limit.perSecond()) {
            return false;
        }
        count++;
        latest = now;
        return true;
    }

    int left(RateLimit limit) {
        return Math.max(0, limit.perSecond() - count);
    }
}
