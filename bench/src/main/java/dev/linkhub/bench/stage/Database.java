package dev.linkhub.bench.stage;

import dev.linkhub.db.DatabaseAddress;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;

/** One connection for preparing and counting. */
public final class Database implements AutoCloseable {

    private final Connection connection;

    public Database(DatabaseAddress address) {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("rewriteBatchedStatements", "true");
        properties.setProperty("connectionTimeZone", "+00:00");
        properties.setProperty("sessionVariables", "time_zone='+00:00'");
        try {
            connection = DriverManager.getConnection(address.url(), properties);
        } catch (SQLException e) {
            throw new BenchFailed("The database cannot be reached", e);
        }
    }

    public Connection connection() {
        return connection;
    }

    /** Runs one statement and returns how many rows it changed. */
    public int run(String sql, Object... values) {
        try (PreparedStatement statement = prepared(sql, values)) {
            return statement.executeUpdate();
        } catch (SQLException e) {
            throw new BenchFailed("Refused: " + sql.strip(), e);
        }
    }

    /** The first row's numbers. */
    public long[] numbers(String sql, Object... values) {
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new BenchFailed("No row: " + sql.strip());
            }
            long[] numbers = new long[row.getMetaData().getColumnCount()];
            for (int i = 0; i < numbers.length; i++) {
                numbers[i] = row.getLong(i + 1);
            }
            return numbers;
        } catch (SQLException e) {
            throw new BenchFailed("Refused: " + sql.strip(), e);
        }
    }

    /** The first row's first value, as text. */
    public String text(String sql, Object... values) {
        try (PreparedStatement statement = prepared(sql, values);
                ResultSet row = statement.executeQuery()) {
            if (!row.next()) {
                throw new BenchFailed("No row: " + sql.strip());
            }
            return row.getString(1);
        } catch (SQLException e) {
            throw new BenchFailed("Refused: " + sql.strip(), e);
        }
    }

    /**
     * Statements of any kind that the server has run, over all connections: what its {@code Com_…} counters come to, in which each
     * statement of a batch counts that was sent as one.
     */
    public long statements() {
        long statements = 0;
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SHOW GLOBAL STATUS LIKE 'Com\\_%'")) {
            while (rows.next()) {
                statements += rows.getLong(2);
            }
        } catch (SQLException e) {
            throw new BenchFailed("The server's counters cannot be read", e);
        }
        return statements;
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException e) {
            throw new BenchFailed("The connection cannot be closed", e);
        }
    }

    private PreparedStatement prepared(String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
