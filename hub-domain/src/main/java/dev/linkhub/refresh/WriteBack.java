package dev.linkhub.refresh;

import dev.linkhub.database.InsistentWrite;
import io.micronaut.transaction.exceptions.TransactionException;
import jakarta.inject.Singleton;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The one way in which the end of an attempt reaches the database, for the worker and for those who wait alike. Ends that
 * come in while one batch is being written make up the next: whoever gets the lock writes for all who wait.
 */
@Singleton
class WriteBack {

    private static final int LARGEST_BATCH = 500;
    private static final Comparator<Waiting> KEY_ORDER = Comparator.comparing(
                    (Waiting waiting) -> waiting.end.grant().tenant().tenantId())
            .thenComparing(waiting -> waiting.end.grant().grantId());

    private final AttemptEnds ends;
    private final Queue<Waiting> queue = new ConcurrentLinkedQueue<>();
    private final ReentrantLock writing = new ReentrantLock();

    WriteBack(AttemptEnds ends) {
        this.ends = ends;
    }

    /** Returns when the end is stored; holds on while the database is away. */
    void store(AttemptEnd end) {
        InsistentWrite.of("the outcome for " + end.grant().grantId(), () -> {
            storeOnce(end);
            return true;
        });
    }

    private void storeOnce(AttemptEnd end) {
        Waiting mine = new Waiting(end);
        queue.add(mine);
        writing.lock();
        try {
            while (!mine.done) {
                writeBatch();
            }
        } finally {
            writing.unlock();
        }
        RuntimeException failure = mine.failure;
        if (failure != null) {
            throw failure;
        }
    }

    private void writeBatch() {
        List<Waiting> batch = new ArrayList<>();
        for (Waiting next = queue.poll(); next != null; next = batch.size() < LARGEST_BATCH ? queue.poll() : null) {
            batch.add(next);
        }
        // Always in the same order: batches of several processes that overlap would deadlock otherwise.
        batch.sort(KEY_ORDER);
        write(batch);
    }

    private void write(List<Waiting> batch) {
        RuntimeException failure = null;
        try {
            ends.write(batch.stream().map(waiting -> waiting.end).toList());
        } catch (RuntimeException e) {
            if (batch.size() > 1 && isOfOne(e)) {
                batch.forEach(one -> write(List.of(one)));
                return;
            }
            failure = e;
        }
        for (Waiting waiting : batch) {
            waiting.failure = failure;
            waiting.done = true;
        }
    }

    /**
     * Whether one end by itself cannot be written, as when its tenant's data key is gone: the others' tokens must not be lost
     * with it. A database that is away, or that wants the whole transaction again, is nobody's in particular.
     */
    private static boolean isOfOne(RuntimeException failure) {
        if (failure instanceof TransactionException) {
            return false;
        }
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state != null && (state.startsWith("22") || state.startsWith("23") || state.startsWith("42"));
            }
        }
        return true;
    }

    /** Read and written under the lock only. */
    private static final class Waiting {

        private final AttemptEnd end;
        private boolean done;
        private @Nullable RuntimeException failure;

        Waiting(AttemptEnd end) {
            this.end = end;
        }
    }
}
