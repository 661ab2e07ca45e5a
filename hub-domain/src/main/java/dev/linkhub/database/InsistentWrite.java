package dev.linkhub.database;

import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.transaction.exceptions.TransactionException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Repeats a write until the database takes it, for what cannot be had again: tokens that Ring has just handed out. Holds
 * the calling (virtual) thread, and nothing else, for as long as the process lives and the patience lasts.
 */
public final class InsistentWrite {

    private static final Logger LOG = LoggerFactory.getLogger(InsistentWrite.class);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(100);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(5);
    private static final int TRIES = 250;

    private InsistentWrite() {}

    /**
     * Runs the write, about 20 minutes long if need be.
     *
     * @param what for the log; never holds a secret
     * @throws RuntimeException the last failure, when patience or the process ends
     */
    public static <T> T of(String what, Supplier<T> write) {
        Duration pause = FIRST_PAUSE;
        for (int tries = 1; ; tries++) {
            try {
                return write.get();
            } catch (RuntimeException e) {
                if (!isTheDatabases(e) || tries == TRIES || !sleeps(pause)) {
                    LOG.error("Given up to write {} after {} tries", what, tries, e);
                    throw e;
                }
                LOG.warn("The database did not take {}, trying again in {}: {}", what, pause, e.getMessage());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /** Micronaut Data has no one name for it: a connection that cannot be had is neither of the two, only caused by SQL. */
    private static boolean isTheDatabases(RuntimeException failure) {
        if (failure instanceof DataAccessException || failure instanceof TransactionException) {
            return true;
        }
        for (Throwable cause = failure.getCause(); cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException) {
                return true;
            }
        }
        return false;
    }

    private static boolean sleeps(Duration pause) {
        try {
            Thread.sleep(pause);
            return true;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }
}
