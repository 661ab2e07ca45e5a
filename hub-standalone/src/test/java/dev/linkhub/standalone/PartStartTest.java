package dev.linkhub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.db.testing.TestDatabase;
import dev.linkhub.standalone.testing.HubProcess;
import dev.linkhub.standalone.testing.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each part's jar, started alone with something missing or wrong, and with all that it needs. */
@Tag("end-to-end")
class PartStartTest {

    private static final int WRONG_SETTING = 78;

    @TempDir
    static Path folder;

    private static Shared shared;

    @BeforeAll
    static void schema() {
        shared = Shared.on(TestDatabase.fresh(), folder, "http://localhost:8090");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', emptyValue = "", textBlock = """
            api    | HUB_DB_URL            | ''                         | HUB_DB_URL is not set: name the database
            web    | HUB_DB_URL            | ''                         | HUB_DB_URL is not set: name the database
            worker | HUB_DB_URL            | ''                         | HUB_DB_URL is not set: name the database
            api    | HUB_DB_USER           | ''                         | HUB_DB_USER is not set:
            web    | HUB_DB_PASSWORD       | ''                         | HUB_DB_PASSWORD is not set:
            worker | HUB_DB_PASSWORD       | ''                         | HUB_DB_PASSWORD is not set:
            api    | HUB_MASTER_KEYSET     | ''                         | HUB_MASTER_KEYSET is not set: name the keyset file
            web    | HUB_MASTER_KEYSET     | ''                         | HUB_MASTER_KEYSET is not set: name the keyset file
            worker | HUB_MASTER_KEYSET     | ''                         | HUB_MASTER_KEYSET is not set: name the keyset file
            api    | HUB_OPERATOR_KEY      | ''                         | HUB_OPERATOR_KEY is not set:
            web    | HUB_OPERATOR_KEY      | ''                         | HUB_OPERATOR_KEY is not set:
            api    | HUB_PUBLIC_URL        | ''                         | HUB_PUBLIC_URL is not set:
            web    | HUB_PUBLIC_URL        | ''                         | HUB_PUBLIC_URL is not set:
            api    | HUB_DB_URL            | jdbc:postgresql://db/h     | HUB_DB_URL takes the JDBC address of MySQL
            web    | HUB_DB_URL            | jdbc:mysql://127.0.0.1:1/h | HUB_DB_URL names a database that cannot be used
            worker | HUB_DB_PASSWORD       | not-the-password           | HUB_DB_URL names a database that cannot be used
            worker | HUB_MASTER_KEYSET     | /nowhere/master.keyset     | HUB_MASTER_KEYSET names /nowhere/master.keyset, which cannot be read
            api    | HUB_OPERATOR_KEY      | short                      | HUB_OPERATOR_KEY is not accepted
            web    | HUB_OPERATOR_KEY      | short                      | HUB_OPERATOR_KEY is not accepted
            web    | HUB_PUBLIC_URL        | http://hub.example.com     | HUB_PUBLIC_URL=http://hub.example.com is not accepted
            api    | HUB_PORT              | 80800                      | HUB_PORT=80800 is not accepted: it takes a port
            worker | HUB_MANAGEMENT_PORT   | none                       | HUB_MANAGEMENT_PORT=none is not accepted: it takes a port
            worker | HUB_MANAGEMENT_BIND   | 192.0.2.1                  | HUB_MANAGEMENT_PORT=
            web    | HUB_DATA_DIR          | /proc/hub                  | HUB_DATA_DIR=/proc/hub is not accepted: it takes a directory
            worker | HUB_WORKER_EXECUTIONS | 0                          | HUB_WORKER_EXECUTIONS=0 is not accepted
            worker | HUB_REFRESH_INTERVAL  | P26D                       | HUB_REFRESH_INTERVAL=P26D is not accepted
            """)
    void whatIsMissingOrWrongStopsTheStartWithOneLine(String part, String variable, String value, String line)
            throws Exception {
        try (HubProcess process = HubProcess.startPart(part, shared.with(Map.of(variable, value)))) {
            assertStopsWith(process, line);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"api", "web", "worker"})
    void withAllThatItNeedsItStartsMakesNoKeysAndEndsOnSigterm(String part) throws Exception {
        try (HubProcess process =
                HubProcess.startPart(part, shared.with(Map.of())).awaitReady()) {
            assertThat(process.output()).isEqualTo("Link Hub's " + part + " is up\n");
            assertThat(Files.getPosixFilePermissions(process.dataDir()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            try (var kept = Files.list(process.dataDir())) {
                assertThat(kept.map(Path::getFileName).map(Path::toString))
                        .doesNotContain("operator.key", "master.keyset", "mariadb");
            }
            assertThat(process.stop()).as("a stop on SIGTERM: 128 + 15").isEqualTo(143);
            assertThat(process.errors()).doesNotContain("While stopping", "ERROR");
        }
    }

    @Test
    void aWorkerNeedsNeitherAnOperatorKeyNorAnAddress() throws Exception {
        Map<String, String> settings = shared.with(Map.of("HUB_OPERATOR_KEY", "", "HUB_PUBLIC_URL", ""));
        try (HubProcess worker = HubProcess.startPart("worker", settings)) {
            worker.awaitReady();
        }
    }

    @Test
    void twoProcessesMayShareADataFolder() throws Exception {
        Map<String, String> settings =
                shared.with(Map.of("HUB_DATA_DIR", folder.resolve("together").toString()));
        try (HubProcess one = HubProcess.startPart("worker", settings);
                HubProcess other = HubProcess.startPart("worker", settings)) {
            one.awaitReady();
            other.awaitReady();
        }
    }

    static void assertStopsWith(HubProcess process, String line) throws InterruptedException {
        assertThat(process.awaitEnd()).as(process.errors()).isEqualTo(WRONG_SETTING);
        assertThat(process.errors().strip().lines())
                .as(process.errors())
                .singleElement()
                .asString()
                .startsWith(line);
        assertThat(process.output()).isEmpty();
    }
}
