package dev.linkhub.web.browser;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/**
 * How many pages one address may ask of this process ({@code http-surface.md}, limits). What starts a linking flow or
 * takes a password has the stated rate; pages that only show something have four times that.
 */
@Singleton
public class PageRates {

    private static final int MOST_ADDRESSES = 100_000;
    private static final Duration IDLE = Duration.ofMinutes(10);
    private static final int READING = 4;

    private final PageRateSettings settings;
    private final TimeMeter time;
    private final Cache<String, Bucket> doors = addresses();
    private final Cache<String, Bucket> readers = addresses();

    PageRates(PageRateSettings settings, Clock clock) {
        this.settings = settings;
        time = new ClockMeter(clock);
    }

    /** Counts a request that opens something; how long to wait if that was too many, in whole seconds. */
    public Optional<Duration> atTheDoor(String address) {
        return take(doors, address, 1);
    }

    /** Counts a request that only shows something; how long to wait if that was too many, in whole seconds. */
    public Optional<Duration> reading(String address) {
        return take(readers, address, READING);
    }

    private Optional<Duration> take(Cache<String, Bucket> buckets, String address, int times) {
        ConsumptionProbe probe = buckets.get(address, key -> bucket(times)).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(Duration.ofSeconds(1
                        + Duration.ofNanos(probe.getNanosToWaitForRefill() - 1).toSeconds()));
    }

    private Bucket bucket(int times) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity((long) settings.burst() * times)
                        .refillGreedy((long) settings.perSecond() * times, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    private static Cache<String, Bucket> addresses() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_ADDRESSES)
                .expireAfterAccess(IDLE)
                .build();
    }

    private record ClockMeter(Clock clock) implements TimeMeter {

        @Override
        public long currentTimeNanos() {
            return ChronoUnit.NANOS.between(Instant.EPOCH, clock.instant());
        }

        @Override
        public boolean isWallClockBased() {
            return true;
        }
    }
}
