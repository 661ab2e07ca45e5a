package dev.linkhub.standalone;

import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.db.EmbeddedDatabase;
import dev.linkhub.db.Migrations;
import dev.linkhub.setting.InvalidSetting;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** {@code HUB_DB_URL} and its like: the database that is named there, else the one that the hub brings along. */
final class Database implements AutoCloseable {

    private static final String PROPERTY = "hub.db.url";

    private final DatabaseAddress address;
    private final @Nullable EmbeddedDatabase embedded;

    private Database(DatabaseAddress address, @Nullable EmbeddedDatabase embedded) {
        this.address = address;
        this.embedded = embedded;
    }

    /** A database at our schema. */
    static Database open(Settings settings, DataDir dataDir) {
        Database database =
                settings.get(PROPERTY).map(url -> named(url, settings)).orElseGet(() -> embedded(dataDir));
        Migrations.migrate(database.address);
        return database;
    }

    /** Whether anything in it may be sealed with a master keyset. */
    boolean holdsSealedData() {
        try (Connection connection = connect(address);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM master_keyset_proof)")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot ask the database for its master keyset's proof", e);
        }
    }

    /** As the rest of the hub takes it. */
    Map<String, Object> properties() {
        return Map.of(PROPERTY, address.url(), "hub.db.user", address.user(), "hub.db.password", address.password());
    }

    @Override
    public void close() {
        if (embedded != null) {
            embedded.close();
        }
    }

    private static Database embedded(DataDir dataDir) {
        Path programs = Path.of(System.getProperty("user.home"), ".cache", "linkhub", "mariadb");
        EmbeddedDatabase embedded = EmbeddedDatabase.start(dataDir.database(), programs);
        return new Database(embedded.address(), embedded);
    }

    private static Database named(String url, Settings settings) {
        DatabaseAddress address = new DatabaseAddress(
                url,
                settings.get("hub.db.user").orElse(""),
                settings.get("hub.db.password").orElse(""));
        if (!url.startsWith("jdbc:mysql://")) {
            throw InvalidSetting.unshown(
                    PROPERTY,
                    "takes the JDBC address of MySQL 8 or 9 or MariaDB 10.11+: jdbc:mysql://host:3306/schema");
        }
        try (Connection connection = connect(address)) {
            if (!connection.isValid(5)) {
                throw new SQLException("it does not answer");
            }
        } catch (SQLException e) {
            // Without the address: a password may stand in it.
            throw InvalidSetting.unshown(
                    PROPERTY,
                    "names a database that cannot be used: "
                            + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        return new Database(address, null);
    }

    private static Connection connect(DatabaseAddress address) throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", address.user());
        properties.setProperty("password", address.password());
        properties.setProperty("connectTimeout", "5000");
        properties.setProperty("socketTimeout", "15000");
        return DriverManager.getConnection(address.url(), properties);
    }
}
