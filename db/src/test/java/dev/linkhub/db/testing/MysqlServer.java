package dev.linkhub.db.testing;

import dev.linkhub.db.DatabaseAddress;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real MySQL from an unpacked distribution, initialised in the module's target folder. */
final class MysqlServer implements TestServer {

    private static final int STARTS_WITHIN_SECONDS = 60;

    private final Path home;
    private final int port;

    MysqlServer(Path home) {
        this.home = home;
        try {
            Path folder = Path.of("target", "test-mysql").toAbsolutePath();
            Path data = folder.resolve("data");
            Files.createDirectories(folder);
            if (!Files.exists(data)) {
                run(folder, "--initialize-insecure", "--datadir=" + data).waitFor();
            }
            port = freePort();
            Process server = run(
                    folder,
                    "--datadir=" + data,
                    "--port=" + port,
                    "--bind-address=127.0.0.1",
                    "--socket=" + Files.createTempDirectory("mysql").resolve("s"),
                    "--mysqlx=OFF",
                    "--skip-log-bin",
                    "--innodb-flush-log-at-trx-commit=2",
                    "--max-connections=300");
            Runtime.getRuntime().addShutdownHook(new Thread(() -> end(server)));
            awaitAnswer(server, folder);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public DatabaseAddress address(String schema) {
        return new DatabaseAddress(
                "jdbc:mysql://127.0.0.1:" + port + "/" + schema + "?allowPublicKeyRetrieval=true", "root", "");
    }

    @Override
    public String firstSchema() {
        return "mysql";
    }

    private Process run(Path folder, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                home.resolve("bin/mysqld").toString(),
                "--no-defaults",
                "--user=" + System.getProperty("user.name"),
                "--basedir=" + home));
        command.addAll(Arrays.asList(arguments));
        return new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
                .start();
    }

    private void awaitAnswer(Process server, Path folder) throws InterruptedException {
        DatabaseAddress address = address(firstSchema());
        for (int i = 0; i < STARTS_WITHIN_SECONDS * 10; i++) {
            if (!server.isAlive()) {
                break;
            }
            try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password())) {
                if (connection.isValid(1)) {
                    return;
                }
            } catch (SQLException notYet) {
                TimeUnit.MILLISECONDS.sleep(100);
            }
        }
        throw new IllegalStateException("MySQL did not start: see " + folder.resolve("log"));
    }

    private static void end(Process server) {
        server.destroy();
        try {
            server.waitFor(30, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
