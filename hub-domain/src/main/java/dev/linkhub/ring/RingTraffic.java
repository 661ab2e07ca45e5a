package dev.linkhub.ring;

import dev.linkhub.partnerapp.PartnerApp;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * How hard Ring is called on behalf of each app: a rate and a not-before after a 429, both shared by all processes, and a breaker
 * of this process for refreshes while Ring is away. A fifth of the rate is kept for people who wait. With the database away there
 * are no permits, as there is nothing to claim either; a code needs none.
 */
@Singleton
public class RingTraffic {

    private static final Logger LOG = LoggerFactory.getLogger(RingTraffic.class);
    private static final Duration AT_ONCE = Duration.ofSeconds(1);
    private static final Duration LONGEST_WAIT_TO_ASK = Duration.ofSeconds(1);

    private final SharedRate rate;
    private final Clock clock;
    private final ConcurrentMap<Key, AppShare> shares = new ConcurrentHashMap<>();

    RingTraffic(SharedRate rate, Clock clock) {
        this.rate = rate;
        this.clock = clock;
    }

    /**
     * Takes permits for background refreshes before anything is claimed.
     *
     * @return 0 to {@code wanted}; what is not used should be given back, by the same thread
     */
    public int takeForBackground(PartnerApp app, int wanted) {
        AppShare share = share(app);
        if (wanted <= 0 || share.rests() || !share.breaker().letsThrough()) {
            return 0;
        }
        int most = isProbing(app) ? 1 : wanted;
        int taken = 0;
        try {
            taken = share.take(true, most, LONGEST_WAIT_TO_ASK.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            share.took(taken);
            if (taken == 0) {
                share.breaker().giveBackProbe();
            }
        }
        return taken;
    }

    /** Gives back what {@link #takeForBackground} gave this thread too much; what is older than half a second lapses. */
    public void giveBack(PartnerApp app, int unused) {
        if (unused > 0) {
            share(app).giveBack(true, unused);
        }
    }

    /** Whether Ring has not been answering for this app: what is sent next tries whether it does again. */
    public boolean isProbing(PartnerApp app) {
        return share(app).breaker().state() != BreakerState.CLOSED;
    }

    /**
     * Waits for a permit for a refresh that a person or an integrator waits for. While Ring wants to be left alone, or does not
     * answer, there is none.
     *
     * @return whether a permit came within the time; what is not used must be given back, by the same thread
     */
    public boolean awaitForForeground(PartnerApp app, Duration atMost) throws InterruptedException {
        AppBreaker breaker = share(app).breaker();
        if (share(app).rests() || !breaker.letsThrough()) {
            return false;
        }
        boolean permitted = false;
        try {
            permitted = await(app, atMost);
            return permitted;
        } finally {
            if (!permitted) {
                breaker.giveBackProbe();
            }
        }
    }

    /** Gives back what {@link #awaitForForeground} gave in vain. */
    public void giveBackForeground(PartnerApp app) {
        share(app).giveBack(false, 1);
    }

    /**
     * Waits for a permit for a call to Ring's API: it is another host than the one that the breaker judges.
     *
     * @return empty if it may be made; else how long to leave it be
     */
    Optional<Duration> holdsBack(PartnerApp app, Duration atMost) {
        try {
            if (await(app, atMost)) {
                return Optional.empty();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        Duration rest = Duration.between(clock.instant(), notBefore(app));
        return Optional.of(rest.compareTo(AT_ONCE) > 0 ? rest : AT_ONCE);
    }

    /** A code goes to Ring now: it does not live long enough to wait. What it has no permit for is made up for by the others. */
    void borrowForCode(PartnerApp app) {
        share(app).borrow();
    }

    /** Ring said 429: all processes leave this app be for so long. */
    public void rateLimited(PartnerApp app, Duration retryAfter) {
        AppShare share = share(app);
        share.breaker().giveBackProbe();
        if (share.restUntil(clock.instant().plus(retryAfter))) {
            try {
                rate.rest(app, retryAfter);
            } catch (RuntimeException e) {
                // Thrown from here it would cost the caller's outcome. The others will be told by Ring what we were.
                LOG.warn("Only this process leaves app {} alone for {}", app.appId(), retryAfter, e);
            }
        }
    }

    /** Until when Ring asked not to be called for this app, as far as this process has heard; in the past if it did not. */
    public Instant notBefore(PartnerApp app) {
        return share(app).notBefore();
    }

    /** Until when nothing of this app is refreshed, as far as can be known; in the past if nothing stands in the way. */
    public Instant restsUntil(PartnerApp app) {
        Instant breaker = share(app).breaker().restsUntil();
        return breaker.isAfter(notBefore(app)) ? breaker : notBefore(app);
    }

    /** Tells the breaker that Ring answered sensibly. */
    public void answered(PartnerApp app) {
        share(app).breaker().answered();
    }

    /** Tells the breaker that Ring did not. */
    public void silent(PartnerApp app) {
        share(app).breaker().silent();
    }

    /** What all processes keep to for this app, as the database has it now. */
    public AppRate agreed(PartnerApp app) {
        return rate.standing(app);
    }

    /** How the calls of each app that this process has called Ring for have fared here. Asks nobody. */
    public List<AppTraffic> seen() {
        return shares.entrySet().stream()
                .map(entry -> entry.getValue()
                        .seen(entry.getKey().tenantId(), entry.getKey().appId()))
                .toList();
    }

    /** The app is deleted. */
    public void forget(PartnerApp app) {
        rate.delete(app);
        shares.remove(new Key(app.tenantId(), app.appId()));
    }

    private boolean await(PartnerApp app, Duration atMost) throws InterruptedException {
        AppShare share = share(app);
        long start = System.nanoTime();
        long left = atMost.toNanos();
        boolean permitted = false;
        share.queue(1);
        try {
            while (!permitted && left > 0 && !share.rests()) {
                permitted = share.take(false, 1, left) > 0;
                left = atMost.toNanos() - (System.nanoTime() - start);
                if (!permitted && left > 0) {
                    TimeUnit.NANOSECONDS.sleep(Math.min(left, share.nanosToNextAsk()));
                }
            }
            return permitted;
        } finally {
            share.queue(-1);
            share.waited(System.nanoTime() - start);
            share.took(permitted ? 1 : 0);
        }
    }

    private AppShare share(PartnerApp app) {
        return shares.computeIfAbsent(
                new Key(app.tenantId(), app.appId()), key -> new AppShare(app, rate, clock, System::nanoTime));
    }

    private record Key(String tenantId, String appId) {}
}
