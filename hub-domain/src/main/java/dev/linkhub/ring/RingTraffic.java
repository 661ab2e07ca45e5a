package dev.linkhub.ring;

import dev.linkhub.partnerapp.PartnerApp;
import io.github.bucket4j.Bucket;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;

/**
 * How hard this process calls Ring on behalf of each app: a rate, of which a fifth is kept for people who wait, a
 * not-before after a 429, and a breaker for background work while Ring is away.
 */
@Singleton
public class RingTraffic {

    private static final int PARTS = 5;
    private static final int CALLS_JUDGED = 20;
    private static final float FAILING_SHARE = 50;
    private static final Duration REST = Duration.ofSeconds(30);

    private final RingSettings settings;
    private final Clock clock;
    private final ConcurrentMap<Key, Lane> lanes = new ConcurrentHashMap<>();

    RingTraffic(RingSettings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /**
     * Takes permits for background refreshes before anything is claimed.
     *
     * @return 0 to {@code wanted}; what is not used must be given back
     */
    public int takeForBackground(PartnerApp app, int wanted) {
        Lane lane = lane(app);
        if (wanted <= 0 || clock.instant().isBefore(lane.notBefore)) {
            return 0;
        }
        int most = lane.breaker.getState() == CircuitBreaker.State.CLOSED ? wanted : 1;
        if (!lane.breaker.tryAcquirePermission()) {
            return 0;
        }
        lane.breaker.releasePermission();
        int shared = take(lane.background, most);
        int taken = take(lane.all, shared);
        put(lane.background, shared - taken);
        return taken;
    }

    /** Gives back what {@link #takeForBackground} gave too much. */
    public void giveBack(PartnerApp app, int unused) {
        put(lane(app).all, unused);
        put(lane(app).background, unused);
    }

    /** Whether background work rests because Ring does not answer for this app. */
    public boolean isResting(PartnerApp app) {
        return lane(app).breaker.getState() == CircuitBreaker.State.OPEN;
    }

    /**
     * Waits for a permit for something that a person or an integrator waits for. Ignores the breaker and Ring's not-before:
     * a code does not live long enough for either.
     *
     * @return whether a permit came within the time
     */
    public boolean awaitForForeground(PartnerApp app, Duration atMost) throws InterruptedException {
        return lane(app).all.asBlocking().tryConsume(1, atMost);
    }

    /** Ring said 429: leaves this app's background calls be for so long. */
    public void rateLimited(PartnerApp app, Duration retryAfter) {
        lane(app).restUntil(clock.instant().plus(retryAfter));
    }

    /** Until when Ring asked not to be called for this app; in the past if it did not. */
    public Instant notBefore(PartnerApp app) {
        return lane(app).notBefore;
    }

    /** Tells the breaker that Ring answered sensibly. */
    public void answered(PartnerApp app) {
        CircuitBreaker breaker = lane(app).breaker;
        if (breaker.tryAcquirePermission()) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        }
    }

    /** Tells the breaker that Ring did not. */
    public void silent(PartnerApp app) {
        CircuitBreaker breaker = lane(app).breaker;
        if (breaker.tryAcquirePermission()) {
            breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException("no sensible answer"));
        }
    }

    private static int take(Bucket bucket, int most) {
        return most == 0 ? 0 : (int) bucket.tryConsumeAsMuchAsPossible(most);
    }

    private static void put(Bucket bucket, int tokens) {
        if (tokens > 0) {
            bucket.addTokens(tokens);
        }
    }

    private Lane lane(PartnerApp app) {
        return lanes.computeIfAbsent(
                new Key(app.tenantId(), app.appId()), key -> new Lane(settings.ratePerApp(), clock));
    }

    private record Key(String tenantId, String appId) {}

    private static final class Lane {

        private final Bucket all;
        private final Bucket background;
        private final CircuitBreaker breaker;
        private volatile Instant notBefore = Instant.EPOCH;

        Lane(int rate, Clock clock) {
            all = bucket(rate);
            background = bucket(Math.max(1, rate - rate / PARTS));
            breaker = CircuitBreaker.of(
                    "ring",
                    CircuitBreakerConfig.custom()
                            .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                            .slidingWindowSize(CALLS_JUDGED)
                            .minimumNumberOfCalls(CALLS_JUDGED)
                            .failureRateThreshold(FAILING_SHARE)
                            .waitDurationInOpenState(REST)
                            .permittedNumberOfCallsInHalfOpenState(1)
                            .clock(clock)
                            .currentTimestampFunction(at -> at.instant().toEpochMilli(), TimeUnit.MILLISECONDS)
                            .build());
        }

        private synchronized void restUntil(Instant until) {
            if (until.isAfter(notBefore)) {
                notBefore = until;
            }
        }

        private static Bucket bucket(int perSecond) {
            return Bucket.builder()
                    .addLimit(limit -> limit.capacity(perSecond).refillGreedy(perSecond, Duration.ofSeconds(1)))
                    .build();
        }
    }
}
