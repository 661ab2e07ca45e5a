package dev.linkhub.database;

import io.micronaut.transaction.exceptions.TransactionException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.function.Predicate;
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
        return of(what, write, failure -> false);
    }

    /**
     * Runs the write, and has the caller know of each failure of the database.
     *
     * @param what for the log; never holds a secret
     * @param afterFailure called before each pause; true if there is no hurry to give up, however long it has taken
     * @throws RuntimeException the last failure, when patience or the process ends
     */
    public static <T> T of(String what, Supplier<T> write, Predicate<RuntimeException> afterFailure) {
        Duration pause = FIRST_PAUSE;
        for (int tries = 1; ; tries++) {
            try {
                return write.get();
            } catch (RuntimeException e) {
                boolean databases = isTheDatabases(e);
                boolean patient = databases && afterFailure.test(e);
                if (!databases || (tries >= TRIES && !patient) || !sleeps(pause)) {
                    LOG.error("Given up to write {} after {} tries", what, tries, e);
                    throw e;
                }
                LOG.warn("The database did not take {}, trying again in {}: {}", what, pause, e.getMessage());
                pause = pause.multipliedBy(2).compareTo(LONGEST_PAUSE) < 0 ? pause.multipliedBy(2) : LONGEST_PAUSE;
            }
        }
    }

    /**
     * Whether the database refused just these data, and would refuse them again. What it says of rights, of missing tables and of
     * too many connections (class 42) is not about them, and passes.
     */
    public static boolean isOfTheData(RuntimeException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql) {
                String state = sql.getSQLState();
                return state != null && (state.startsWith("22") || state.startsWith("23"));
            }
        }
        return false;
    }

    /**
     * Whether the database is why. Micronaut Data has no one name for it: what it throws says so by its cause, or by being
     * about a transaction.
     */
    public static boolean isTheDatabases(RuntimeException failure) {
        if (failure instanceof TransactionException) {
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
