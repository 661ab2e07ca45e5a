package dev.linkhub.refresh;

import java.time.Duration;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/** A lane's turn: 2 s or 500 grants. It waits for its own calls, but no longer than it lasts. */
final class Slice {

    static final int MOST = 500;
    private static final Duration LENGTH = Duration.ofSeconds(2);

    /** A claim costs the same for one grant as for a few dozen: it is made for so many at a time, or after so long. */
    private static final int WORTH_A_CLAIM = 64;

    private static final Duration LINGER = Duration.ofMillis(100);

    /** Others' slots become free without a word to this lane. */
    private static final Duration LINGER_FOR_OTHERS = Duration.ofMillis(25);

    private final long end = System.nanoTime() + LENGTH.toNanos();
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition change = lock.newCondition();
    private int claimed;
    private int running;
    private int landedSinceLastWait;

    /** How many more grants it may claim. */
    int left() {
        return MOST - claimed;
    }

    /** Whether it has claimed as much as it may: there was more to do than one lane gets done. */
    boolean isUsedUp() {
        return claimed >= MOST;
    }

    boolean isOver() {
        return isUsedUp() || System.nanoTime() - end >= 0;
    }

    /** So many grants are claimed and about to be sent. */
    void began(int calls) {
        lock.lock();
        try {
            claimed += calls;
            running += calls;
        } finally {
            lock.unlock();
        }
    }

    /** Ring has answered a call, or never will: there is room for another. */
    void landed() {
        lock.lock();
        try {
            landedSinceLastWait++;
            if (landedSinceLastWait == WORTH_A_CLAIM) {
                change.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /** A call that has landed is over: its outcome is stored, or lost. */
    void ended() {
        lock.lock();
        try {
            running--;
            if (running == 0) {
                change.signal();
            }
        } finally {
            lock.unlock();
        }
    }

    /**
     * Until so many calls have landed that another claim is worth it, or a moment has passed; not if none is running.
     *
     * @param inVain whether the last round claimed nothing: then the slots that are free belong to others
     */
    void awaitSome(boolean inVain) throws InterruptedException {
        lock.lock();
        try {
            long nanos = Math.min((inVain ? LINGER_FOR_OTHERS : LINGER).toNanos(), end - System.nanoTime());
            while (nanos > 0 && landedSinceLastWait < WORTH_A_CLAIM && (running > 0 || inVain)) {
                nanos = change.awaitNanos(nanos);
            }
            landedSinceLastWait = 0;
        } finally {
            lock.unlock();
        }
    }

    /** Until all calls are over; those that outlast the slice go on without it. */
    void awaitAll() throws InterruptedException {
        lock.lock();
        try {
            long nanos = end - System.nanoTime();
            while (nanos > 0 && running > 0) {
                nanos = change.awaitNanos(nanos);
            }
        } finally {
            lock.unlock();
        }
    }
}
