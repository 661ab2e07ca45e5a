package dev.linkhub.worker.schedule;

import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The scheduler's way to the database. Says once when there are no connections to be had, and once when there are again. */
final class WatchedDatabase extends DelegatingDataSource {

    private static final Logger LOG = LoggerFactory.getLogger(WatchedDatabase.class);

    /** Odd while it is away. A try tells of a change only from what was so when it began: others may have told since. */
    private final AtomicInteger changes = new AtomicInteger();

    WatchedDatabase(DataSource dataSource) {
        super(dataSource);
    }

    @Override
    public Connection getConnection() throws SQLException {
        int before = changes.get();
        boolean wasAway = before % 2 == 1;
        Connection connection;
        try {
            connection = super.getConnection();
        } catch (SQLException e) {
            if (!wasAway && changes.compareAndSet(before, before + 1)) {
                LOG.warn("No work is done until the database is back: {}", firstLine(e));
            }
            throw e;
        }
        if (wasAway && changes.compareAndSet(before, before + 1)) {
            LOG.info("The database is back, and work is done again");
        }
        return connection;
    }

    private static String firstLine(SQLException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }
}
