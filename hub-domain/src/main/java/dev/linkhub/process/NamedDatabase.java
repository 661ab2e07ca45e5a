package dev.linkhub.process;

import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.setting.InvalidSetting;
import dev.linkhub.setting.Settings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;

/**
 * {@code HUB_DB_URL}, {@code HUB_DB_USER}, {@code HUB_DB_PASSWORD}: a database that was found to answer.
 *
 * @param address where it is
 */
public record NamedDatabase(DatabaseAddress address) {

    private static final String URL = "hub.db.url";
    private static final String USER = "hub.db.user";
    private static final String PASSWORD = "hub.db.password";

    /**
     * The database of the settings.
     *
     * @throws InvalidSetting if it is none that the hub works with, or does not answer
     */
    public static NamedDatabase at(String url, Settings settings) {
        DatabaseAddress address = new DatabaseAddress(
                url, settings.get(USER).orElse(""), settings.get(PASSWORD).orElse(""));
        if (!url.startsWith("jdbc:mysql://")) {
            throw InvalidSetting.unshown(
                    URL, "takes the JDBC address of MySQL 8 or 9 or MariaDB 10.11+: jdbc:mysql://host:3306/schema");
        }
        try (Connection connection = connect(address)) {
            if (!connection.isValid(5)) {
                throw new SQLException("it does not answer");
            }
        } catch (SQLException e) {
            // Without the address: a password may stand in it.
            throw InvalidSetting.unshown(
                    URL,
                    "names a database that cannot be used: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return new NamedDatabase(address);
    }

    /** The database that has to be named, for a process that brings none along. */
    static NamedDatabase required(Settings settings) {
        String url =
                settings.require(URL, "name the database that all processes share, as jdbc:mysql://host:3306/schema");
        settings.require(USER, "name the user that the hub is in the database");
        settings.require(PASSWORD, "set that user's password");
        return at(url, settings);
    }

    /** As the rest of the hub takes it. */
    public static Map<String, Object> properties(DatabaseAddress address) {
        return Map.of(URL, address.url(), USER, address.user(), PASSWORD, address.password());
    }

    /** A connection of the start's own, before there is a pool. */
    public static Connection connect(DatabaseAddress address) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("connectTimeout", "5000");
        properties.setProperty("socketTimeout", "15000");
        return DriverManager.getConnection(address.url(), properties);
    }
}
