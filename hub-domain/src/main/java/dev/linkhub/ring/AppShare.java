package dev.linkhub.ring;

import dev.linkhub.partnerapp.PartnerApp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;

/** One app's traffic in this process: its shares of the rate, its breaker, and when Ring may be called again. */
final class AppShare {

    /** As long as the row keeps a debt. */
    private static final long OWES_FOR = TimeUnit.SECONDS.toNanos(5);

    private final PartnerApp app;
    private final SharedRate rate;
    private final Clock clock;
    private final LongSupplier nanoTime;
    private final RateShare background;
    private final RateShare foreground;
    private final AppBreaker breaker;
    private final AtomicInteger queue = new AtomicInteger();
    private final AtomicInteger owed = new AtomicInteger();
    private final LongAdder permits = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder borrowed = new LongAdder();
    private final LongAdder waitedNanos = new LongAdder();
    private volatile long lastBorrowed;
    private volatile Instant notBefore = Instant.EPOCH;

    AppShare(PartnerApp app, SharedRate rate, Clock clock, LongSupplier nanoTime) {
        this.app = app;
        this.rate = rate;
        this.clock = clock;
        this.nanoTime = nanoTime;
        background = new RateShare(nanoTime);
        foreground = new RateShare(nanoTime);
        breaker = new AppBreaker(clock);
    }

    AppBreaker breaker() {
        return breaker;
    }

    Instant notBefore() {
        return notBefore;
    }

    boolean rests() {
        return clock.instant().isBefore(notBefore);
    }

    /**
     * Has this process leave the app be.
     *
     * @return whether that is later than was known
     */
    synchronized boolean restUntil(Instant until) {
        boolean later = until.isAfter(notBefore);
        notBefore = later ? until : notBefore;
        return later;
    }

    int take(boolean inBackground, int wanted, long atMostNanos) throws InterruptedException {
        return inBackground
                ? background.take(wanted, wanted, atMostNanos, most -> ask(true, most))
                : foreground.take(wanted, queue.get(), atMostNanos, most -> ask(false, most));
    }

    void giveBack(boolean inBackground, int unused) {
        permits.add(-unused);
        breaker.giveBackProbe();
        (inBackground ? background : foreground).giveBack(unused);
    }

    /** Without asking: the database may be away, and a code does not wait for it. */
    void borrow() {
        if (foreground.takeHeld(1) == 0) {
            borrowed.increment();
            lastBorrowed = nanoTime.getAsLong();
            owed.incrementAndGet();
        }
        permits.increment();
    }

    long nanosToNextAsk() {
        return Math.max(TimeUnit.MILLISECONDS.toNanos(1), foreground.nanosToNextAsk());
    }

    /** So many more or fewer wait for a permit. */
    void queue(int more) {
        queue.addAndGet(more);
    }

    void took(int taken) {
        permits.add(taken);
        if (taken == 0) {
            refused.increment();
        }
    }

    void waited(long nanos) {
        waitedNanos.add(nanos);
    }

    AppTraffic seen(String tenantId, String appId) {
        return new AppTraffic(
                tenantId,
                appId,
                breaker.state(),
                notBefore,
                permits.sum(),
                refused.sum(),
                borrowed.sum(),
                Duration.ofNanos(waitedNanos.sum()));
    }

    private Portion ask(boolean inBackground, int wanted) {
        int debt = owed.getAndSet(0);
        boolean fresh = nanoTime.getAsLong() - lastBorrowed < OWES_FOR;
        boolean paid = false;
        try {
            Portion portion = rate.take(app, inBackground, wanted, fresh ? debt : 0);
            paid = portion instanceof Portion.Taken;
            if (portion instanceof Portion.Rest rest) {
                restUntil(clock.instant().plus(rest.duration()));
            }
            return portion;
        } finally {
            if (!paid) {
                owed.addAndGet(debt);
            }
        }
    }
}
