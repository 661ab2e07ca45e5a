package dev.linkhub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.standalone.testing.HubProcess;
import dev.linkhub.vault.MasterKeysetFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("end-to-end")
class StartTest {

    private static final int WRONG_SETTING = 78;

    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            HUB_PORT                | 80800                   | HUB_PORT=80800 is not accepted: it takes a port from 1 to 65535
            HUB_DB_URL              | jdbc:postgresql://db/h  | HUB_DB_URL takes the JDBC address of MySQL 8 or 9 or MariaDB 10.11+
            HUB_DB_URL              | jdbc:mysql://127.0.0.1:1/h | HUB_DB_URL names a database that cannot be used
            HUB_PUBLIC_URL          | http://hub.example.com  | HUB_PUBLIC_URL=http://hub.example.com is not accepted
            HUB_REFRESH_INTERVAL    | PT1S                    | HUB_REFRESH_INTERVAL=PT1S is not accepted: it takes an ISO 8601 duration from PT5S to P25D
            HUB_RING_RATE_PER_APP   | 0                       | HUB_RING_RATE_PER_APP=0 is not accepted: it takes a whole number from 1 to 10000
            HUB_TRUSTED_PROXIES     | everyone                | HUB_TRUSTED_PROXIES=everyone is not accepted
            HUB_SMTP_URL            | smtp://hub:pw@mail.example | HUB_SMTP_URL is not accepted: it takes smtp://
            HUB_MASTER_KEYSET       | nowhere.keyset          | HUB_MASTER_KEYSET
            """)
    void aWrongSettingStopsTheStartWithOneLine(String variable, String value, String line) throws Exception {
        try (HubProcess hub = HubProcess.start("wrong-setting", Map.of(variable, value))) {
            assertThat(hub.awaitEnd()).isEqualTo(WRONG_SETTING);
            assertThat(hub.errors().strip().lines())
                    .as(hub.errors())
                    .singleElement()
                    .asString()
                    .startsWith(line);
            assertThat(hub.output()).isEmpty();
        }
    }

    @Test
    void theFirstStartMakesKeysThatOnlyTheOwnerReadsAndShowsNoneToALog() throws Exception {
        try (HubProcess hub = HubProcess.start("first-start", Map.of()).awaitReady()) {
            Path operatorKey = hub.dataDir().resolve("operator.key");
            assertThat(Files.getPosixFilePermissions(hub.dataDir()))
                    .isEqualTo(PosixFilePermissions.fromString("rwx------"));
            for (Path key : new Path[] {operatorKey, hub.dataDir().resolve("master.keyset")}) {
                assertThat(Files.getPosixFilePermissions(key)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
            }
            assertThat(hub.output()).contains(hub.url().toString()).contains("operator.key");
            assertThat(hub.output() + hub.errors())
                    .doesNotContain(Files.readString(operatorKey).strip());
            assertThat(hub.stop()).as("a stop on SIGTERM: 128 + 15").isEqualTo(143);
        }
    }

    @Test
    void aDatabaseThatAnotherKeysetHasSealedStopsTheStart() throws Exception {
        try (HubProcess hub = HubProcess.start("other-keyset", Map.of()).awaitReady()) {
            Path keyset = hub.dataDir().resolve("master.keyset");
            hub.stop();

            Path kept = folder.resolve("kept.keyset");
            Files.move(keyset, kept);
            assertThat(startsWithLine(hub)).contains("HUB_MASTER_KEYSET").contains("restore it");

            MasterKeysetFile.create(keyset);
            assertThat(startsWithLine(hub)).contains("HUB_MASTER_KEYSET").doesNotContain("restore it");

            Files.delete(keyset);
            Files.move(kept, keyset);
            hub.startAgain();
        }
    }

    private static String startsWithLine(HubProcess hub) throws InterruptedException {
        String before = hub.errors();
        hub.start();
        assertThat(hub.awaitEnd()).isEqualTo(WRONG_SETTING);
        String line = hub.errors().substring(before.length()).strip();
        assertThat(line.lines()).as(line).hasSize(1);
        return line;
    }
}
