package dev.linkhub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.db.Migrations;
import dev.linkhub.db.SchemaState;
import dev.linkhub.db.testing.TestDatabase;
import dev.linkhub.standalone.testing.HubProcess;
import dev.linkhub.standalone.testing.Shared;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a part makes of the schema that it finds, and the two tools that come before the first start. */
@Tag("end-to-end")
class SchemaStartTest {

    private static final String MIGRATE = "dev.linkhub.process.Migrate";
    private static final String NEW_KEYSET = "dev.linkhub.process.NewKeyset";
    private static final String NAMES = "HUB_DB_URL names a database whose schema ";

    @TempDir
    Path folder;

    private final DatabaseAddress database = TestDatabase.empty();
    private Shared shared;

    @BeforeEach
    void share() {
        shared = Shared.on(database, folder, "http://localhost:8090");
    }

    @Test
    void twoMigrationsOfAnEmptyDatabaseAtOnceBothSucceedAndThePartsStart() throws Exception {
        assertStartStopsWith("api", NAMES + "is empty: run ./hub migrate");
        assertStartStopsWith("web", NAMES + "is empty: run ./hub migrate");
        assertStartStopsWith("worker", NAMES + "is empty: run ./hub migrate");

        try (HubProcess one = HubProcess.startTool(shared.with(Map.of()), MIGRATE);
                HubProcess other = HubProcess.startTool(shared.with(Map.of()), MIGRATE)) {
            assertThat(one.awaitEnd()).as(one.errors()).isZero();
            assertThat(other.awaitEnd()).as(other.errors()).isZero();
        }
        assertThat(Migrations.state(database)).isEqualTo(new SchemaState.Current());
        assertThat(shared.ask("SELECT COUNT(*) FROM flyway_schema_history GROUP BY version"))
                .containsOnly("1");

        assertStarts();
        try (HubProcess again = HubProcess.startTool(shared.with(Map.of()), MIGRATE)) {
            assertThat(again.awaitEnd()).isZero();
            assertThat(again.output()).isEqualTo("The schema was there\n");
        }
    }

    @Test
    void anOlderSchemaAndOneThatWasLeftHalfMadeStopTheStart() throws Exception {
        Migrations.migrate(database);
        String newest = newest();
        shared.change("UPDATE flyway_schema_history SET success = 0 WHERE version = '" + newest + "'");
        assertStartStopsWith("worker", NAMES + "was left half made by migration " + newest);
        try (HubProcess migrate = HubProcess.startTool(shared.with(Map.of()), MIGRATE)) {
            assertThat(migrate.awaitEnd()).isEqualTo(1);
            assertThat(migrate.errors()).startsWith("hub: the schema could not be migrated: ");
        }

        shared.change("DELETE FROM flyway_schema_history WHERE version = '" + newest + "'");
        assertStartStopsWith(
                "worker", NAMES + "is at " + newest() + " and this code needs " + newest + ": run ./hub migrate");
    }

    @Test
    void aNewerSchemaIsWorkedWithUnlessItTookAwayWhatThisCodeUses() throws Exception {
        Migrations.migrate(database);
        String known = newest();
        applied("901", "add a column");
        assertStarts();

        applied("902", "drop a column needs V901");
        assertStartStopsWith(
                "worker",
                NAMES + "is at 902 and takes code that knows 901, this one knows " + known + ": start a newer");
    }

    @Test
    void migratingTakesANamedDatabase() throws Exception {
        try (HubProcess migrate = HubProcess.startTool(shared.with(Map.of("HUB_DB_URL", "")), MIGRATE)) {
            PartStartTest.assertStopsWith(migrate, "HUB_DB_URL is not set: name the database");
        }
    }

    @Test
    void aKeysetIsMadeForItsOwnerAloneAndNeverOverwritten() throws Exception {
        Path file = folder.resolve("new.keyset");
        try (HubProcess made = HubProcess.startTool(Map.of(), NEW_KEYSET, file.toString())) {
            assertThat(made.awaitEnd()).as(made.errors()).isZero();
        }
        assertThat(Files.getPosixFilePermissions(file)).isEqualTo(PosixFilePermissions.fromString("rw-------"));
        String keyset = Files.readString(file);
        Migrations.migrate(database);
        try (HubProcess worker =
                HubProcess.startPart("worker", shared.with(Map.of("HUB_MASTER_KEYSET", file.toString())))) {
            worker.awaitReady();
        }

        assertKeysetFails(1, "is there already, and a keyset is never overwritten", file.toString());
        assertThat(file).hasContent(keyset);
        assertKeysetFails(1, "cannot be written", "/nowhere/at.all");
        assertKeysetFails(2, "keyset takes the name of the file to make");
    }

    private static void assertKeysetFails(int code, String line, String... arguments) throws InterruptedException {
        try (HubProcess tool = HubProcess.startTool(Map.of(), NEW_KEYSET, arguments)) {
            assertThat(tool.awaitEnd()).isEqualTo(code);
            assertThat(tool.errors().strip().lines())
                    .singleElement()
                    .asString()
                    .startsWith("hub: ")
                    .contains(line);
            assertThat(tool.output()).isEmpty();
        }
    }

    private void assertStarts() throws InterruptedException {
        try (HubProcess worker = HubProcess.startPart("worker", shared.with(Map.of()))) {
            worker.awaitReady();
        }
    }

    private void assertStartStopsWith(String part, String line) throws InterruptedException {
        try (HubProcess process = HubProcess.startPart(part, shared.with(Map.of()))) {
            PartStartTest.assertStopsWith(process, line);
        }
    }

    private String newest() {
        return shared.ask("SELECT MAX(version) FROM flyway_schema_history WHERE success = 1")
                .getFirst();
    }

    private void applied(String version, String description) {
        shared.change("""
                INSERT INTO flyway_schema_history
                  (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                VALUES (%1$s, '%1$s', '%2$s', 'SQL', 'V%1$s.sql', 1, 'later', 1, 1)
                """.formatted(version, description));
    }
}
