package dev.linkhub.refresh;

import dev.linkhub.database.InsistentWrite;
import dev.linkhub.journal.AttemptJournal;
import dev.linkhub.journal.AttemptJournal.WrittenBy;
import dev.linkhub.spool.Spool;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which the end of an attempt reaches the database: for the worker, for those who wait, and for what was
 * spooled. Ends that come in while one batch is being written make up the next: whoever gets the lock writes for all who wait,
 * and wakes the first of those who came too late to write in turn.
 */
@Singleton
class WriteBack {

    private static final int LARGEST_BATCH = 500;
    private static final Comparator<Waiting> KEY_ORDER = Comparator.comparing(
                    (Waiting waiting) -> waiting.ended.tenantId())
            .thenComparing(waiting -> waiting.ended.grantId());

    private final AttemptEnds ends;
    private final Spool spool;
    private final UnstoredTokens unstored;
    private final RefreshFigures figures;
    private final AttemptJournal journal;
    private final Clock clock;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();

    WriteBack(
            AttemptEnds ends,
            Spool spool,
            UnstoredTokens unstored,
            RefreshFigures figures,
            AttemptJournal journal,
            Clock clock) {
        this.ends = ends;
        this.spool = spool;
        this.unstored = unstored;
        this.figures = figures;
        this.journal = journal;
        this.clock = clock;
    }

    /**
     * Returns when the end is stored; holds on while the database is away. New tokens survive this process even then: at the
     * first failure, or a second later at the latest, they are in the spool.
     */
    void store(AttemptEnd end) {
        EndedAttempt ended = new EndedAttempt(end, clock.instant());
        String what = "the outcome for " + ended.grantId();
        switch (end) {
            case AttemptEnd.Success success -> {
                unstored.add(success.grant());
                try {
                    spool.insist(
                            what,
                            () -> SpooledRefreshes.recordOf(success, ended.at()),
                            () -> storeOnce(ended, WrittenBy.WRITE_BACK));
                } finally {
                    unstored.remove(success.grant());
                }
            }
            case AttemptEnd.Refused _, AttemptEnd.Again _, AttemptEnd.Unreadable _ ->
                InsistentWrite.of(what, () -> {
                    storeOnce(ended, WrittenBy.WRITE_BACK);
                    return true;
                });
        }
    }

    /** Writes it with whatever else waits, and does not try again. */
    void storeOnce(EndedAttempt ended, WrittenBy by) {
        Waiting mine = new Waiting(ended, by);
        queue.add(mine);
        boolean interrupted = false;
        while (!mine.done) {
            if (writing.tryLock()) {
                writeInTurn(mine);
            } else {
                // Whoever holds the lock sees this one in the queue when it lets go.
                LockSupport.park(this);
                interrupted |= Thread.interrupted();
            }
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        RuntimeException failure = mine.failure;
        if (failure != null) {
            throw failure;
        }
    }

    private void writeInTurn(Waiting mine) {
        try {
            while (!mine.done) {
                writeBatch();
            }
        } finally {
            writing.unlock();
            Waiting next = queue.peek();
            if (next != null) {
                next.wake();
            }
        }
    }

    private void writeBatch() {
        List<Waiting> batch = new ArrayList<>();
        for (Waiting next = queue.poll(); next != null; next = batch.size() < LARGEST_BATCH ? queue.poll() : null) {
            batch.add(next);
        }
        // Always in the same order: batches of several processes that overlap would deadlock otherwise.
        batch.sort(KEY_ORDER);
        try {
            write(batch);
        } catch (Error e) {
            // They are in no queue any more: whoever waits for one of them would hold the lock for ever.
            batch.stream()
                    .filter(waiting -> !waiting.done)
                    .forEach(waiting -> waiting.end(new IllegalStateException(e)));
            throw e;
        }
    }

    private void write(List<Waiting> batch) {
        RuntimeException failure = null;
        try {
            ends.write(batch.stream().map(waiting -> waiting.ended).toList());
            figures.written(batch.size());
            batch.forEach(this::tellOfTokens);
        } catch (RuntimeException e) {
            if (batch.size() > 1 && isOfOne(e)) {
                int half = batch.size() / 2;
                write(batch.subList(0, half));
                write(batch.subList(half, batch.size()));
                return;
            }
            figures.failed();
            failure = e;
        }
        for (Waiting waiting : batch) {
            waiting.end(failure);
        }
    }

    private void tellOfTokens(Waiting waiting) {
        if (waiting.ended.end() instanceof AttemptEnd.Success success) {
            journal.stored(success.grant().attempt(), success.refreshToken(), waiting.by);
        }
    }

    /**
     * Whether one end by itself cannot be written, as when its tenant's data key is gone: the others' tokens must not be lost
     * with it. A database that is away, or that wants the whole transaction again, is nobody's in particular.
     */
    private static boolean isOfOne(RuntimeException failure) {
        return !InsistentWrite.isTheDatabases(failure) || InsistentWrite.isOfTheData(failure);
    }

    private static final class Waiting {

        private final EndedAttempt ended;
        private final WrittenBy by;
        private final Thread thread = Thread.currentThread();
        private volatile @Nullable RuntimeException failure;
        private volatile boolean done;

        Waiting(EndedAttempt ended, WrittenBy by) {
            this.ended = ended;
            this.by = by;
        }

        void end(@Nullable RuntimeException with) {
            failure = with;
            done = true;
            wake();
        }

        void wake() {
            LockSupport.unpark(thread);
        }
    }
}
