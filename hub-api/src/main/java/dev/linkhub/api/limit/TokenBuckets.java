package dev.linkhub.api.limit;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.bucket4j.Bucket;
import io.github.bucket4j.ConsumptionProbe;
import java.time.Duration;

/** A rate per caller, kept in this process, for a bounded number of callers: who comes back after long starts afresh. */
public final class TokenBuckets {

    private static final int MOST_CALLERS = 100_000;

    private final String name;
    private final int perSecond;
    private final int burst;
    private final Cache<String, Bucket> buckets;

    /** A limit of so many per second after a burst. */
    public TokenBuckets(String name, int perSecond, int burst) {
        this.name = name;
        this.perSecond = perSecond;
        this.burst = burst;
        buckets = Caffeine.newBuilder()
                .maximumSize(MOST_CALLERS)
                .expireAfterAccess(Duration.ofSeconds(burst / perSecond + 60L))
                .build();
    }

    /** Counts one request. */
    public RateVerdict take(String caller) {
        ConsumptionProbe probe = buckets.get(caller, _ -> fresh()).tryConsumeAndReturnRemaining(1);
        return new RateVerdict(
                probe.isConsumed(),
                "\"%s\";q=%d;w=%d".formatted(name, burst, Math.max(1, burst / perSecond)),
                "\"%s\";r=%d;t=%d".formatted(name, probe.getRemainingTokens(), seconds(probe.getNanosToWaitForReset())),
                Math.max(1, seconds(probe.getNanosToWaitForRefill())));
    }

    private Bucket fresh() {
        return Bucket.builder()
                .addLimit(limit -> limit.capacity(burst).refillGreedy(perSecond, Duration.ofSeconds(1)))
                .build();
    }

    private static long seconds(long nanos) {
        return Math.ceilDiv(nanos, Duration.ofSeconds(1).toNanos());
    }
}
