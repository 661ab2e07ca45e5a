package dev.linkhub.grant;

import dev.linkhub.setting.Ranges;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** {@code HUB_REFRESH_INTERVAL}, {@code HUB_PARK_AFTER}, {@code HUB_PARK_FOR}. */
@Context
public class GrantSettings {

    private static final int JITTER = 10;

    private final Duration refreshInterval;
    private final Duration parkAfter;
    private final Duration parkFor;

    GrantSettings(
            @Property(name = "hub.refresh-interval", defaultValue = "PT24H") String refreshInterval,
            @Property(name = "hub.park-after", defaultValue = "PT15M") String parkAfter,
            @Property(name = "hub.park-for", defaultValue = "P7D") String parkFor) {
        this.refreshInterval =
                Ranges.duration("hub.refresh-interval", refreshInterval, Duration.ofSeconds(5), Duration.ofDays(25));
        this.parkAfter = Ranges.duration("hub.park-after", parkAfter, Duration.ofMinutes(1), Duration.ofDays(1));
        this.parkFor = Ranges.duration("hub.park-for", parkFor, Duration.ofMinutes(10), Duration.ofDays(25));
    }

    /** How often each grant is refreshed. */
    public Duration refreshInterval() {
        return refreshInterval;
    }

    /** Until a grant's next refresh: the interval, give or take a tenth, so that what came together does not stay together. */
    public Duration nextRefreshIn() {
        long millis = refreshInterval.toMillis();
        return Duration.ofMillis(
                millis - millis / JITTER + ThreadLocalRandom.current().nextLong(2 * millis / JITTER));
    }

    /** How long a grant waits for its household before it is parked. */
    Duration parkAfter() {
        return parkAfter;
    }

    /** How long a parked grant is kept. */
    Duration parkFor() {
        return parkFor;
    }
}
