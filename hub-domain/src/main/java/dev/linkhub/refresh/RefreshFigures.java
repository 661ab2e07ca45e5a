package dev.linkhub.refresh;

import jakarta.inject.Singleton;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;

/** How this process's write-back and its waiters do, for metrics. All counts are since the start. */
@Singleton
public class RefreshFigures {

    private final LongAdder claims = new LongAdder();
    private final LongAdder claimed = new LongAdder();
    private final LongAdder batches = new LongAdder();
    private final LongAdder ends = new LongAdder();
    private final LongAdder failedBatches = new LongAdder();
    private final AtomicInteger waiting = new AtomicInteger();

    RefreshFigures() {}

    /** Claims of one grant or more. */
    public long claims() {
        return claims.sum();
    }

    /** Grants in these. */
    public long claimed() {
        return claimed.sum();
    }

    /** Batches that the database took. */
    public long batches() {
        return batches.sum();
    }

    /** Ends of attempts in these. */
    public long ends() {
        return ends.sum();
    }

    /** Batches that the database did not take, and that were written again later. */
    public long failedBatches() {
        return failedBatches.sum();
    }

    /** Grants for which this process waits until another one has refreshed them, now. */
    public int waiting() {
        return waiting.get();
    }

    void claimed(int size) {
        claims.increment();
        claimed.add(size);
    }

    void written(int size) {
        batches.increment();
        ends.add(size);
    }

    void failed() {
        failedBatches.increment();
    }

    void waitingNow(int change) {
        waiting.addAndGet(change);
    }
}
