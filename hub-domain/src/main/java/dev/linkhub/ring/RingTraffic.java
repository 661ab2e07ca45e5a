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
        int most = isProbing(app) ? 1 : wanted;
        if (!lane.breakerLetsThrough()) {
            return 0;
        }
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

    /** Whether Ring has not been answering for this app: what is sent next tries whether it does again. */
    public boolean isProbing(PartnerApp app) {
        return lane(app).breaker.getState() != CircuitBreaker.State.CLOSED;
    }

    /**
     * Waits for a permit for a refresh that a person or an integrator waits for. While Ring wants to be left alone, or does not
     * answer, there is none.
     *
     * @return whether a permit came within the time; what is not used must be given back
     */
    public boolean awaitForForeground(PartnerApp app, Duration atMost) throws InterruptedException {
        Lane lane = lane(app);
        return !clock.instant().isBefore(lane.notBefore)
                && lane.breakerLetsThrough()
                && lane.all.asBlocking().tryConsume(1, atMost);
    }

    /** Gives back what {@link #awaitForForeground} gave in vain. */
    public void giveBackForeground(PartnerApp app) {
        put(lane(app).all, 1);
    }

    /** Ring said 429: leaves this app's refreshes be for so long. */
    public void rateLimited(PartnerApp app, Duration retryAfter) {
        lane(app).restUntil(clock.instant().plus(retryAfter));
    }

    /** Until when Ring asked not to be called for this app; in the past if it did not. */
    public Instant notBefore(PartnerApp app) {
        return lane(app).notBefore;
    }

    /** Until when nothing of this app is refreshed, as far as can be known; in the past if nothing stands in the way. */
    public Instant restsUntil(PartnerApp app) {
        Lane lane = lane(app);
        Instant rested = clock.instant().plus(REST);
        boolean open = lane.breaker.getState() == CircuitBreaker.State.OPEN;
        return open && rested.isAfter(lane.notBefore) ? rested : lane.notBefore;
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

        /** Only asks: who sends tells the breaker afterwards. An open one that has rested enough is half open from here on. */
        private boolean breakerLetsThrough() {
            if (!breaker.tryAcquirePermission()) {
                return false;
            }
            breaker.releasePermission();
            return true;
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
