package dev.linkhub.time;

import io.micronaut.context.annotation.Context;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import jakarta.annotation.PostConstruct;
import jakarta.annotation.PreDestroy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps this process's clock to the database's, from before the start and every few seconds. Processes compare times that the
 * database or another of them wrote: due times, heartbeats, expiries. One whose machine is an hour off would come an hour late,
 * take over what others are at, or hand out tokens that are dead.
 */
@Context
class DatabaseTime {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseTime.class);
    private static final Duration EVERY = Duration.ofSeconds(5);
    private static final Duration WORTH_A_WORD = Duration.ofSeconds(2);

    private final DataSource dataSource;
    private final Clock clock;
    private final SharedTime shared;
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofVirtual().name("database-time").factory());
    private boolean isKnown = true;

    /**
     * @param clock what everybody goes by: the shared time, and whatever has been put around it
     */
    DatabaseTime(DataSource dataSource, Clock clock, SharedTime shared) {
        // The bean is wrapped so that it only hands out the connection of a transaction.
        this.dataSource = DelegatingDataSource.unwrapDataSource(dataSource);
        this.clock = clock;
        this.shared = shared;
    }

    @PostConstruct
    void start() {
        follow();
        ScheduledFuture<?> _ =
                thread.scheduleWithFixedDelay(this::follow, EVERY.toSeconds(), EVERY.toSeconds(), TimeUnit.SECONDS);
    }

    @PreDestroy
    void close() {
        thread.shutdownNow();
    }

    /** Without the database the clock goes on as it is: there is nothing to share with anybody then. */
    final void follow() {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement("SELECT UTC_TIMESTAMP(6)")) {
            Instant before = clock.instant();
            Instant database = ask(statement);
            correct(error(before, database, clock.instant()));
            isKnown = true;
        } catch (SQLException | RuntimeException e) {
            if (isKnown) {
                LOG.warn("The database's time is not known; this process goes on by its own: {}", e.getMessage());
            }
            isKnown = false;
        }
    }

    /**
     * By how much a clock is wrong for sure: one that the database's time fits between two readings of may be right, however long
     * the answer took. Negative if it is ahead.
     */
    static Duration error(Instant before, Instant database, Instant after) {
        if (database.isBefore(before)) {
            return Duration.between(before, database);
        }
        return database.isAfter(after) ? Duration.between(after, database) : Duration.ZERO;
    }

    private void correct(Duration by) {
        if (by.abs().compareTo(WORTH_A_WORD) > 0) {
            LOG.warn("This machine's clock is {} off the database's; the hub goes by the database's", by.negated());
        }
        shared.correct(by);
    }

    private static Instant ask(PreparedStatement statement) throws SQLException {
        try (ResultSet row = statement.executeQuery()) {
            row.next();
            return row.getObject(1, LocalDateTime.class).toInstant(ZoneOffset.UTC);
        }
    }
}
