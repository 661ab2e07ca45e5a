package dev.linkhub.testing;

import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.db.testing.TestDatabase;
import dev.linkhub.vault.MasterKeysetFile;
import io.micronaut.test.support.TestPropertyProvider;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.TestInstance;

/** A test inside a hub context with a fresh schema, a new master keyset, and time that stands still. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public interface HubTest extends TestPropertyProvider {

    @Override
    default Map<String, String> getProperties() {
        return properties(TestDatabase.fresh());
    }

    /** The properties of a hub context on this database. */
    static Map<String, String> properties(DatabaseAddress database) {
        Map<String, String> properties = new HashMap<>();
        properties.put("hub.db.url", database.url());
        properties.put("hub.db.user", database.user());
        properties.put("hub.db.password", database.password());
        Path keyset = newKeyset();
        properties.put("hub.master-keyset", keyset.toString());
        properties.put("hub.data-dir", keyset.resolveSibling("data").toString());
        properties.put("hub.public-url", "https://hub.example.com");
        properties.put("hub.test.clock", "movable");
        // A half second lasts as long as a test leaves the clock alone.
        properties.put("hub.ring.rate-per-app", "10000");
        return properties;
    }

    private static Path newKeyset() {
        try {
            Path file = Files.createTempDirectory("keyset").resolve("master.keyset");
            MasterKeysetFile.create(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
