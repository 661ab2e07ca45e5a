package dev.linkhub.standalone;

import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.db.EmbeddedDatabase;
import dev.linkhub.db.Migrations;
import dev.linkhub.process.NamedDatabase;
import dev.linkhub.setting.Settings;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
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
        Database database = settings.get(PROPERTY)
                .map(url -> new Database(NamedDatabase.at(url, settings).address(), null))
                .orElseGet(() -> embedded(dataDir));
        Migrations.migrate(database.address);
        return database;
    }

    /** Whether anything in it may be sealed with a master keyset. */
    boolean holdsSealedData() {
        try (Connection connection = NamedDatabase.connect(address);
                var statement = connection.createStatement();
                var row = statement.executeQuery("SELECT EXISTS (SELECT 1 FROM master_keyset_proof)")) {
            return row.next() && row.getBoolean(1);
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot ask the database for its master keyset's proof", e);
        }
    }

    /** As the rest of the hub takes it. */
    Map<String, Object> properties() {
        return NamedDatabase.properties(address);
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
}
