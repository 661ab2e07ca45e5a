package dev.linkhub.chaos.machine;

import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.db.EmbeddedDatabase;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** The database of a run as a process of its own, reached by the hub through a line. */
public final class DatabaseServer implements AutoCloseable {

    private static final int LONGEST_ANSWER_MILLIS = 5_000;

    private final Path folder;
    private final Path programs;
    private final String schema;
    private final Line line;
    private volatile EmbeddedDatabase server;

    private DatabaseServer(Path folder, Path programs, String schema) {
        this.folder = folder;
        this.programs = programs;
        this.schema = schema;
        this.server = start(folder, programs);
        this.line = Line.to(port(server));
    }

    /** An empty one. */
    public static DatabaseServer start(Path folder, Path programs, String schema) {
        DatabaseServer started = new DatabaseServer(folder, programs, schema);
        try (Connection connection = connect(started.server.address());
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE DATABASE IF NOT EXISTS " + schema
                    + " CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci");
        } catch (SQLException e) {
            throw new IllegalStateException("The run's database cannot be prepared", e);
        }
        return started;
    }

    /** As the hub reaches it. */
    public DatabaseAddress throughTheLine() {
        DatabaseAddress direct = server.address(schema);
        return new DatabaseAddress(
                "jdbc:mysql://127.0.0.1:" + line.port() + "/" + schema, direct.user(), direct.password());
    }

    /** The line itself. */
    public Line line() {
        return line;
    }

    /** A connection past the line, for whoever watches. */
    public Connection connect() throws SQLException {
        return connect(server.address(schema));
    }

    /** Shuts it down as an administrator does; {@link #startAgain} ends it. */
    public void shutDown() {
        server.close();
        line.hangUp();
    }

    /** On the same data, behind the same line. */
    public void startAgain() {
        server = start(folder, programs);
        line.leadTo(port(server));
    }

    /** {@code STOP}: it keeps its connections and says nothing; or {@code CONT}. */
    public void signal(String name) {
        try {
            Signals.send(
                    name,
                    Long.parseLong(
                            Files.readString(folder.resolve("server.pid")).strip()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        line.close();
        server.close();
    }

    /** One at a time: the lock on the programs that they share keeps processes apart, and throws within one. */
    private static synchronized EmbeddedDatabase start(Path folder, Path programs) {
        return EmbeddedDatabase.start(folder, programs);
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("connectTimeout", Integer.toString(LONGEST_ANSWER_MILLIS));
        properties.setProperty("socketTimeout", Integer.toString(LONGEST_ANSWER_MILLIS));
        properties.setProperty("connectionTimeZone", "+00:00");
        properties.setProperty("sessionVariables", "time_zone='+00:00'");
        return DriverManager.getConnection(address.url(), properties);
    }

    private static int port(EmbeddedDatabase server) {
        return Integer.parseInt(server.address().url().replaceFirst(".*:(\\d+)/.*", "$1"));
    }
}
