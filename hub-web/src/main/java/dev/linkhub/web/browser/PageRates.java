package dev.linkhub.web.browser;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import io.github.bucket4j.TimeMeter;
import jakarta.inject.Singleton;
import java.time.Duration;
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
    /** Does not jump: a clock set back would hold everybody off for as long. */
    private final TimeMeter time;

    private final Cache<String, Bucket> doors = addresses();
    private final Cache<String, Bucket> readers = addresses();

    PageRates(PageRateSettings settings, TimeMeter time) {
        this.settings = settings;
        this.time = time;
    }

    /** Counts a request that opens something. */
    public Optional<Exceeded> atTheDoor(String address) {
        return take(doors, address, "sign-in", 1);
    }

    /** Counts a request that only shows something. */
    public Optional<Exceeded> reading(String address) {
        return take(readers, address, "pages", READING);
    }

    private Optional<Exceeded> take(Cache<String, Bucket> buckets, String address, String name, int times) {
        int perSecond = settings.perSecond() * times;
        int burst = settings.burst() * times;
        ConsumptionProbe probe =
                buckets.get(address, key -> bucket(perSecond, burst)).tryConsumeAndReturnRemaining(1);
        return probe.isConsumed()
                ? Optional.empty()
                : Optional.of(new Exceeded(
                        wholeSeconds(probe.getNanosToWaitForRefill()),
                        "\"%s\";q=%d;w=%d".formatted(name, burst, Math.max(1, burst / perSecond)),
                        "\"%s\";r=0;t=%d"
                                .formatted(
                                        name,
                                        wholeSeconds(probe.getNanosToWaitForReset())
                                                .toSeconds())));
    }

    private Bucket bucket(int perSecond, int burst) {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .withCustomTimePrecision(time)
                .build();
    }

    private static Duration wholeSeconds(long nanos) {
        return Duration.ofSeconds(Math.ceilDiv(nanos, Duration.ofSeconds(1).toNanos()));
    }

    private static Cache<String, Bucket> addresses() {
        return Caffeine.newBuilder()
                .maximumSize(MOST_ADDRESSES)
                .expireAfterAccess(IDLE)
                .build();
    }

    /**
     * A rate that was exceeded.
     *
     * @param retryAfter in whole seconds, at least one
     * @param policy the value of {@code RateLimit-Policy} (draft-ietf-httpapi-ratelimit-headers)
     * @param state the value of {@code RateLimit}
     */
    public record Exceeded(Duration retryAfter, String policy, String state) {}
}
