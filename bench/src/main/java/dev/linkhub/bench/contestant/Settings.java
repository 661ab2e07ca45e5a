package dev.linkhub.bench.contestant;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.net.URI;

/** What a contestant is told by its environment, and the pool of connections that it works with. */
record Settings(String databaseUrl, String databaseUser, String databasePassword, URI ring, int inFlight, int jobs) {

    static Settings ofProcess() {
        return new Settings(
                variable("HUB_DB_URL"),
                variable("HUB_DB_USER"),
                variable("HUB_DB_PASSWORD"),
                URI.create(variable("HUB_RING_OAUTH_URL")),
                Integer.parseInt(variable("BENCH_IN_FLIGHT")),
                Integer.parseInt(variable("BENCH_JOBS")));
    }

    /** As the hub's own pool is told: READ COMMITTED, UTC, batches sent as one. */
    HikariDataSource pool(int connections) {
        HikariConfig pool = new HikariConfig();
        pool.setJdbcUrl(databaseUrl);
        pool.setUsername(databaseUser);
        pool.setPassword(databasePassword);
        pool.setMaximumPoolSize(connections);
        pool.setConnectionTimeout(30_000);
        pool.setTransactionIsolation("TRANSACTION_READ_COMMITTED");
        pool.addDataSourceProperty("connectionTimeZone", "+00:00");
        pool.addDataSourceProperty("sessionVariables", "time_zone='+00:00'");
        pool.addDataSourceProperty("rewriteBatchedStatements", "true");
        return new HikariDataSource(pool);
    }

    @Override
    public String toString() {
        return "Settings[ring=" + ring + ", inFlight=" + inFlight + ", jobs=" + jobs + "]";
    }

    private static String variable(String name) {
        String value = System.getenv(name);
        if (value == null) {
            throw new IllegalStateException("a contestant is started by ./hub bench, which sets " + name);
        }
        return value;
    }
}
