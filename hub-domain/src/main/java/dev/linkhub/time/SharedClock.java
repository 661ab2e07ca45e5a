package dev.linkhub.time;

import io.micronaut.context.annotation.Factory;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** {@link SharedTime} as everybody asks for it. */
final class SharedClock extends Clock {

    private final SharedTime time;
    private final ZoneId zone;

    private SharedClock(SharedTime time, ZoneId zone) {
        this.time = time;
        this.zone = zone;
    }

    @Override
    public Instant instant() {
        return time.now();
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new SharedClock(time, other);
    }

    /** As a bean it is any clock: whoever wants a wrong one puts theirs around it. */
    @Factory
    static final class Bean {

        @Singleton
        Clock clock(SharedTime time) {
            return new SharedClock(time, ZoneOffset.UTC);
        }
    }
}
