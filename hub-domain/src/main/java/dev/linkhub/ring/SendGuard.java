package dev.linkhub.ring;

import java.util.concurrent.TimeUnit;

/**
 * The last moment at which a request may be written and the moment by which its answer must be whole, counted by
 * {@code nanoTime}, so that a jumping clock moves neither.
 */
public record SendGuard(long writeBefore, long answerBy) {

    /** Write at once or not at all, with the whole call done within the given time. */
    public static SendGuard within(java.time.Duration total) {
        long end = System.nanoTime() + total.toNanos();
        return new SendGuard(end, end);
    }

    boolean mayWrite() {
        return System.nanoTime() - writeBefore < 0;
    }

    long millisLeft() {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(answerBy - System.nanoTime()));
    }
}
