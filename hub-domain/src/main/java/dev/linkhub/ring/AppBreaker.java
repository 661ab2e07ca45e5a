package dev.linkhub.ring;

import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** Keeps this process from sending one app's refreshes to a Ring that does not answer; after a rest, one at a time tries. */
final class AppBreaker {

    private static final int CALLS_JUDGED = 20;
    private static final float FAILING_SHARE = 50;
    private static final Duration REST = Duration.ofSeconds(30);

    private final Clock clock;
    private final CircuitBreaker breaker;
    private Instant rested = Instant.EPOCH;
    private Instant probeEnds = Instant.EPOCH;

    AppBreaker(Clock clock) {
        this.clock = clock;
        breaker = CircuitBreaker.of(
                "ring",
                CircuitBreakerConfig.custom()
                        .slidingWindowType(CircuitBreakerConfig.SlidingWindowType.COUNT_BASED)
                        .slidingWindowSize(CALLS_JUDGED)
                        .minimumNumberOfCalls(CALLS_JUDGED)
                        .failureRateThreshold(FAILING_SHARE)
                        // It opens again only after its time, and we say until when it rests.
                        .waitDurationInOpenState(REST.minusMillis(1))
                        .permittedNumberOfCallsInHalfOpenState(1)
                        .clock(clock)
                        .currentTimestampFunction(at -> at.instant().toEpochMilli(), TimeUnit.MILLISECONDS)
                        .build());
        breaker.getEventPublisher().onStateTransition(transition -> opened());
    }

    BreakerState state() {
        return switch (breaker.getState()) {
            case CLOSED, DISABLED, METRICS_ONLY -> BreakerState.CLOSED;
            case OPEN, FORCED_OPEN -> BreakerState.OPEN;
            case HALF_OPEN -> BreakerState.PROBING;
        };
    }

    /**
     * Whether something may be sent. One that has rested enough lets one probe through, and the next when that one's outcome has
     * been told or it has been given back; if neither comes, after another rest.
     */
    synchronized boolean letsThrough() {
        if (!breaker.tryAcquirePermission()) {
            return false;
        }
        breaker.releasePermission();
        if (state() == BreakerState.CLOSED) {
            return true;
        }
        Instant now = clock.instant();
        if (now.isBefore(probeEnds)) {
            return false;
        }
        probeEnds = now.plus(REST);
        return true;
    }

    /** What was let through is not sent after all, or did not show whether Ring is back. */
    synchronized void giveBackProbe() {
        probeEnds = Instant.EPOCH;
    }

    /** Until when nothing is let through; in the past if something is. */
    synchronized Instant restsUntil() {
        return state() == BreakerState.OPEN ? rested : Instant.EPOCH;
    }

    synchronized void answered() {
        giveBackProbe();
        if (breaker.tryAcquirePermission()) {
            breaker.onSuccess(0, TimeUnit.NANOSECONDS);
        }
    }

    synchronized void silent() {
        giveBackProbe();
        if (breaker.tryAcquirePermission()) {
            breaker.onError(0, TimeUnit.NANOSECONDS, new IllegalStateException("no sensible answer"));
        }
    }

    private synchronized void opened() {
        rested = clock.instant().plus(REST);
    }
}
