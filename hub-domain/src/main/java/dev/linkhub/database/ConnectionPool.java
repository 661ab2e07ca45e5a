package dev.linkhub.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.micronaut.context.annotation.Factory;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Named;
import jakarta.inject.Singleton;
import java.util.Map;
import javax.sql.DataSource;

/**
 * The pool of connections, and what each connection is told whatever the address: strict SQL, UTC, READ COMMITTED, and a
 * socket timeout below the lease, so that a hanging database cannot hold an answer from Ring for longer than the lease
 * that guards it.
 */
@Factory
@Singleton
final class ConnectionPool {

    private static final Map<String, String> FOR_EACH_CONNECTION = Map.of(
            "connectionTimeZone", "+00:00",
            "sessionVariables",
                    "sql_mode='STRICT_ALL_TABLES,NO_ZERO_DATE,NO_ZERO_IN_DATE,ERROR_FOR_DIVISION_BY_ZERO',time_zone='+00:00'",
            "rewriteBatchedStatements", "true",
            // Or the driver asks the server before each write whether it may write: a round trip more for every one.
            "useLocalSessionState", "true",
            // Or it tells the server before each read, and again after it, whether it is to write.
            "readOnlyPropagatesToServer", "false",
            // Or it takes each statement apart anew. Long lists of ids are too many texts to keep.
            "cachePrepStmts", "true",
            "prepStmtCacheSize", "250",
            "prepStmtCacheSqlLimit", "2048",
            "connectTimeout", "5000",
            "tcpKeepAlive", "true");
    private static final int LONGEST_WAIT_MILLIS = 5_000;

    private final HikariDataSource connections;

    ConnectionPool(DatabaseSettings settings) {
        HikariConfig pool = new HikariConfig();
        pool.setPoolName("hub");
        pool.setJdbcUrl(settings.url());
        pool.setUsername(settings.user());
        pool.setPassword(settings.password());
        pool.setMaximumPoolSize(settings.connections());
        pool.setMinimumIdle(Math.min(2, settings.connections()));
        pool.setConnectionTimeout(LONGEST_WAIT_MILLIS);
        // By statement: the driver, trusting what it knows of the session, may believe that it is so already.
        pool.setConnectionInitSql("SET SESSION TRANSACTION ISOLATION LEVEL READ COMMITTED");
        FOR_EACH_CONNECTION.forEach(pool::addDataSourceProperty);
        pool.addDataSourceProperty(
                "socketTimeout", String.valueOf(settings.silence().toMillis()));
        connections = new HikariDataSource(pool);
    }

    @Singleton
    @Named("default")
    DataSource dataSource() {
        return connections;
    }

    /** Here and not at the bean above: Micronaut Data wraps that one in something that cannot be closed. */
    @PreDestroy
    void close() {
        connections.close();
    }
}
