package dev.linkhub.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

class EmbeddedDatabaseTest {

    private static final Path BINARIES = Path.of(System.getProperty("user.home"), ".cache", "linkhub", "mariadb");

    private Path folder = Path.of("target");

    private EmbeddedDatabase database;

    @BeforeEach
    void start(TestInfo test) {
        folder = Path.of(
                        "target", "embedded", test.getTestMethod().orElseThrow().getName())
                .toAbsolutePath();
        database = EmbeddedDatabase.start(folder, BINARIES);
    }

    @AfterEach
    void stop() {
        database.close();
    }

    @Test
    void keepsItsDataOverAStop() throws Exception {
        execute(database.address(), "CREATE TABLE kept (x INT)");
        database.close();
        database = EmbeddedDatabase.start(folder, BINARIES);
        execute(database.address(), "INSERT INTO kept VALUES (1)");
        execute(database.address(), "DROP TABLE kept");
    }

    @Test
    void isOneProcessAtATime() {
        assertThatThrownBy(() -> EmbeddedDatabase.start(folder, BINARIES)).hasMessageContaining("HUB_DATA_DIR");
    }

    @Test
    void letsNobodyInWithoutThePassword() throws Exception {
        DatabaseAddress address = database.address();
        for (String user : new String[] {"hub", "root", ""}) {
            assertThatThrownBy(() -> DriverManager.getConnection(address.url(), user, ""))
                    .as(user)
                    .isInstanceOf(SQLException.class);
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("password"))))
                .isEqualTo("rw-------");
        assertThat(address.toString()).doesNotContain(address.password());
    }

    @Test
    void isDeletedWithTheServerThatAKilledProcessLeft() throws Exception {
        assertThatThrownBy(() -> EmbeddedDatabase.delete(folder)).as("in use").hasMessageContaining("HUB_DATA_DIR");
        long server =
                Long.parseLong(Files.readString(folder.resolve("server.pid")).strip());
        Path orphans = folder.resolveSibling("orphans");
        EmbeddedDatabase.delete(orphans);
        // What is left when the process that started a server is killed: the folder, the server, and no lock.
        Files.createDirectories(orphans);
        Files.copy(folder.resolve("server.pid"), orphans.resolve("server.pid"));

        EmbeddedDatabase.delete(orphans);

        assertThat(orphans).doesNotExist();
        assertThat(ProcessHandle.of(server).filter(ProcessHandle::isAlive)).isEmpty();
    }

    private static void execute(DatabaseAddress address, String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
