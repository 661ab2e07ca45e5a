package dev.linkhub.database;

import io.micronaut.core.async.publisher.AsyncSingleResultPublisher;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.health.HealthStatus;
import io.micronaut.management.health.indicator.HealthIndicator;
import io.micronaut.management.health.indicator.HealthResult;
import io.micronaut.management.health.indicator.annotation.Readiness;
import io.micronaut.scheduling.TaskExecutors;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.atomic.AtomicBoolean;
import javax.sql.DataSource;
import org.reactivestreams.Publisher;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the database answers, for whoever decides where requests go. Instead of the framework's own, which logs a stack
 * trace at each probe, and which does not let go of a broken connection: the pool trusts one that was given back less than
 * half a second ago, and drops one only for an exception. So probes in quick succession would hand it to each other for good.
 */
@Readiness
@Singleton
final class DatabaseReadiness implements HealthIndicator {

    private static final Logger LOG = LoggerFactory.getLogger(DatabaseReadiness.class);
    private static final String NAME = "database";
    private static final int LONGEST_ANSWER_MILLIS = 3_000;

    private final DataSource pool;
    private final ExecutorService blocking;
    private final AtomicBoolean away = new AtomicBoolean();

    DatabaseReadiness(DataSource pool, @Named(TaskExecutors.BLOCKING) ExecutorService blocking) {
        // The bean is wrapped so that it only hands out the connection of a transaction.
        this.pool = DelegatingDataSource.unwrapDataSource(pool);
        this.blocking = blocking;
    }

    @Override
    public Publisher<HealthResult> getResult() {
        return new AsyncSingleResultPublisher<>(blocking, this::look);
    }

    /** Takes as long as the pool's wait and the longest answer, at most. */
    private HealthResult look() {
        return HealthResult.builder(NAME, answers() ? HealthStatus.UP : HealthStatus.DOWN)
                .build();
    }

    private boolean answers() {
        try (Connection connection = pool.getConnection()) {
            connection.setNetworkTimeout(Runnable::run, LONGEST_ANSWER_MILLIS);
            try (Statement statement = connection.createStatement()) {
                statement.execute("SELECT 1");
            }
        } catch (SQLException e) {
            if (away.compareAndSet(false, true)) {
                LOG.warn("The database does not answer: {}", firstLine(e));
            }
            return false;
        }
        if (away.compareAndSet(true, false)) {
            LOG.info("The database answers again");
        }
        return true;
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
