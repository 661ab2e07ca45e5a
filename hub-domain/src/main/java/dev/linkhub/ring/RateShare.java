package dev.linkhub.ring;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.IntFunction;
import java.util.function.LongSupplier;

/**
 * What this process holds of one app's rate, for background work or for people. It asks for more when it has none, for as much as
 * it used in the half second before; once that is all gone, not again before the next half second. So one statement per half
 * second is enough while the demand is even, and a few more while it grows. Nothing is held beyond its half second.
 */
final class RateShare {

    private static final long HALF_SECOND = TimeUnit.MILLISECONDS.toNanos(500);

    private final LongSupplier nanoTime;
    private final ReentrantLock asking = new ReentrantLock();
    private final ThreadLocal<Integer> takenIn = new ThreadLocal<>();

    private int halfSecond = -1;
    private int held;
    private int used;
    private int usedBefore;
    private long lapsesAt;
    private long asksAgainAt;

    RateShare(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
        this.lapsesAt = nanoTime.getAsLong();
        this.asksAgainAt = lapsesAt;
    }

    /** Takes from what is held, without asking. */
    synchronized int takeHeld(int wanted) {
        if (nanoTime.getAsLong() - lapsesAt >= 0) {
            held = 0;
        }
        return handOut(Math.min(wanted, held));
    }

    /**
     * Takes from what is held or, if that is nothing, from what asking brings.
     *
     * @param expected how many this process may soon want, with those
     * @param atMostNanos how long to wait while another thread asks
     * @param ask given how many permits to ask for, gets them; nobody else asks meanwhile
     * @return 0 to {@code wanted}
     */
    int take(int wanted, int expected, long atMostNanos, IntFunction<Portion> ask) throws InterruptedException {
        int taken = takeHeld(wanted);
        if (taken > 0 || nanosToNextAsk() > 0 || !asking.tryLock(atMostNanos, TimeUnit.NANOSECONDS)) {
            return taken;
        }
        try {
            taken = takeHeld(wanted);
            return taken > 0 || nanosToNextAsk() > 0 ? taken : ask(wanted, expected, ask);
        } finally {
            asking.unlock();
        }
    }

    /** How long asking is in vain; 0 if it may not be. */
    synchronized long nanosToNextAsk() {
        return Math.max(0, asksAgainAt - nanoTime.getAsLong());
    }

    /** Gives back what the calling thread took last, or a part of it. It lapses if its half second is over. */
    synchronized void giveBack(int unused) {
        Integer taken = takenIn.get();
        takenIn.remove();
        if (taken != null && taken == halfSecond && nanoTime.getAsLong() - lapsesAt < 0) {
            held += unused;
            used -= unused;
        }
    }

    private int ask(int wanted, int expected, IntFunction<Portion> ask) {
        long before = nanoTime.getAsLong();
        int asked = Math.max(Math.max(wanted, expected), lookAhead(before));
        return switch (ask.apply(asked)) {
            case Portion.Rest rest -> 0;
            case Portion.Taken portion -> take(portion, asked, wanted, before);
        };
    }

    private synchronized int lookAhead(long now) {
        long over = now - lapsesAt;
        if (over >= HALF_SECOND) {
            return 0;
        }
        return over >= 0 ? used : Math.max(used, usedBefore);
    }

    /** Lapses counted from before the statement, asks again counted from after it: each a little on the safe side. */
    private synchronized int take(Portion.Taken portion, int asked, int wanted, long before) {
        long now = nanoTime.getAsLong();
        if (portion.halfSecond() != halfSecond) {
            usedBefore = before - lapsesAt < HALF_SECOND ? used : 0;
            used = 0;
            held = 0;
            halfSecond = portion.halfSecond();
        }
        held += portion.permits();
        lapsesAt = before + portion.nanosLeft();
        asksAgainAt = portion.permits() < asked ? now + portion.nanosLeft() : now;
        return handOut(Math.min(wanted, held));
    }

    private int handOut(int permits) {
        held -= permits;
        used += permits;
        if (permits > 0) {
            takenIn.set(halfSecond);
        }
        return permits;
    }
}
