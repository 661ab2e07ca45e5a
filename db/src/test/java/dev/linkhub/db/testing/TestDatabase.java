package dev.linkhub.db.testing;

import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.db.Migrations;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Fresh, migrated schemas on the server that this run tests against.
 *
 * <p>System property {@code hub.test.database}: {@code embedded} (default), {@code mysql} (the distribution at
 * {@code hub.test.mysql.home}) or {@code container} (needs a Docker engine). The environment variable
 * {@code TEST_JDBC_URL} (with {@code TEST_JDBC_USER}, {@code TEST_JDBC_PASSWORD}) beats all three.
 */
public final class TestDatabase {

    private static final AtomicInteger COUNT = new AtomicInteger();

    private TestDatabase() {}

    /** A schema of its own for the caller, with all migrations applied. */
    public static DatabaseAddress fresh() {
        DatabaseAddress address = empty();
        Migrations.migrate(address);
        return address;
    }

    /** A schema of its own for the caller, with nothing in it. */
    public static DatabaseAddress empty() {
        TestServer server = Running.SERVER;
        String schema = "linkhub_%d_%d".formatted(ProcessHandle.current().pid(), COUNT.incrementAndGet());
        DatabaseAddress first = server.address(server.firstSchema());
        try (var connection = DriverManager.getConnection(first.url(), first.user(), first.password());
                var statement = connection.createStatement()) {
            statement.execute("DROP DATABASE IF EXISTS " + schema);
            statement.execute("CREATE DATABASE " + schema + " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci");
        } catch (SQLException e) {
            throw new IllegalStateException("No schema for a test", e);
        }
        return server.address(schema);
    }

    private static final class Running {

        static final TestServer SERVER = choose();

        private static TestServer choose() {
            Optional<String> url = Optional.ofNullable(System.getenv("TEST_JDBC_URL"));
            if (url.isPresent()) {
                return new OutsideServer(url.get());
            }
            String choice = System.getProperty("hub.test.database", "embedded");
            return switch (choice) {
                case "embedded" -> new EmbeddedServer();
                case "mysql" -> new MysqlServer(Path.of(System.getProperty("hub.test.mysql.home")));
                case "container" -> new ContainerServer();
                default -> throw new IllegalArgumentException("hub.test.database=" + choice);
            };
        }
    }
}
