package dev.linkhub.db.testing;

import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.db.EmbeddedDatabase;
import java.nio.file.Path;

/** The MariaDB that the hub brings along, in the module's target folder. */
final class EmbeddedServer implements TestServer {

    private final EmbeddedDatabase database;

    EmbeddedServer() {
        Path cache = Path.of(System.getProperty("user.home"), ".cache", "linkhub", "mariadb");
        database = EmbeddedDatabase.start(Path.of("target", "test-mariadb").toAbsolutePath(), cache);
        Runtime.getRuntime().addShutdownHook(new Thread(database::close));
    }

    @Override
    public DatabaseAddress address(String schema) {
        return database.address(schema);
    }

    @Override
    public String firstSchema() {
        return "linkhub";
    }
}
