package dev.linkhub.standalone.testing;

import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.vault.MasterKeysetFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** What the parts of one hub are told alike: one database, one keyset, one operator key, one address. */
public final class Shared {

    public static final String OPERATOR_KEY = "operator-key-that-the-parts-share-0123456789";

    private final DatabaseAddress database;
    private final Map<String, String> settings;

    private Shared(DatabaseAddress database, Map<String, String> settings) {
        this.database = database;
        this.settings = settings;
    }

    /**
     * With a keyset made in the folder.
     *
     * @param publicUrl where the proxy before them is
     */
    public static Shared on(DatabaseAddress database, Path folder, String publicUrl) {
        Path keyset = folder.resolve("master.keyset");
        try {
            MasterKeysetFile.create(keyset);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new Shared(
                database,
                Map.of(
                        "HUB_DB_URL", database.url(),
                        "HUB_DB_USER", database.user(),
                        "HUB_DB_PASSWORD", database.password(),
                        "HUB_MASTER_KEYSET", keyset.toString(),
                        "HUB_OPERATOR_KEY", OPERATOR_KEY,
                        "HUB_PUBLIC_URL", publicUrl));
    }

    /** These, with some replaced; an empty value counts as none. */
    public Map<String, String> with(Map<String, String> replaced) {
        Map<String, String> all = new HashMap<>(settings);
        all.putAll(replaced);
        return all;
    }

    /** The first column of each row. */
    public List<String> ask(String sql) {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery(sql)) {
            List<String> all = new ArrayList<>();
            while (rows.next()) {
                all.add(rows.getString(1));
            }
            return all;
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }

    /** Runs a statement that changes something. */
    public void change(String sql) {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new IllegalStateException(sql, e);
        }
    }
}
