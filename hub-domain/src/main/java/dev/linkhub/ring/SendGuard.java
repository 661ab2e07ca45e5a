package dev.linkhub.ring;

import java.util.concurrent.TimeUnit;

/**
 * The last moment at which a request may be written and the moment by which its answer must be whole, counted by
 * {@code nanoTime}, so that a jumping clock moves neither.
 *
 * @param beforeWrite runs right before the write, once the connection is there
 */
public record SendGuard(long writeBefore, long answerBy, Runnable beforeWrite) {

    /** Nobody wants to know of the write. */
    public SendGuard(long writeBefore, long answerBy) {
        this(writeBefore, answerBy, () -> {});
    }

    /** Write at once or not at all, with the whole call done within the given time. */
    public static SendGuard within(java.time.Duration total) {
        long end = System.nanoTime() + total.toNanos();
        return new SendGuard(end, end);
    }

    /** To be asked right before the write. Looks at the time again after all else: what runs before may have taken long. */
    boolean opensTheWay() {
        if (!mayWrite()) {
            return false;
        }
        beforeWrite.run();
        return mayWrite();
    }

    private boolean mayWrite() {
        return System.nanoTime() - writeBefore < 0;
    }

    long millisLeft() {
        return Math.max(1, TimeUnit.NANOSECONDS.toMillis(answerBy - System.nanoTime()));
    }
}
