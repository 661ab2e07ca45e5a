package dev.linkhub.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.db.testing.SchemaDump;
import dev.linkhub.db.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
class GoldenSchemaTest {

    private static final Path GOLDEN = Path.of("schema.golden.sql");

    /** Named, each with its reason, in db/README.md. */
    private static final Set<String> NOT_TENANT_FIRST = Set.of(
            "scheduled_tasks.PRIMARY",
            "scheduled_tasks.scheduled_tasks_execution_time",
            "scheduled_tasks.scheduled_tasks_last_heartbeat",
            "master_keyset_proof.PRIMARY",
            "hub_process.PRIMARY",
            "tenant.tenant_slug",
            "api_key.api_key_lookup",
            "app_endpoint.app_endpoint_lookup");

    @Test
    void theMigrationsMakeTheGoldenSchema() throws Exception {
        String dump = SchemaDump.of(TestDatabase.fresh());
        if (Boolean.getBoolean("golden.write")) {
            Files.writeString(GOLDEN, dump);
        }
        assertThat(dump).isEqualTo(Files.readString(GOLDEN));
    }

    @Test
    void everyKeyBeginsWithTheTenantButTheNamedExceptions() throws Exception {
        DatabaseAddress address = TestDatabase.fresh();
        List<String> exceptions = new ArrayList<>();
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement();
                var rows = statement.executeQuery("""
                        SELECT table_name, index_name FROM information_schema.statistics
                         WHERE table_schema = DATABASE() AND seq_in_index = 1 AND column_name <> 'tenant_id'
                           AND table_name <> 'flyway_schema_history'
                        """)) {
            while (rows.next()) {
                exceptions.add(rows.getString(1) + "." + rows.getString(2));
            }
        }
        assertThat(exceptions).containsExactlyInAnyOrderElementsOf(NOT_TENANT_FIRST);
        assertThat(Files.readString(Path.of("README.md")))
                .contains(NOT_TENANT_FIRST.stream().map(key -> "`" + key + "`").toList());
    }

    @Test
    void migratingAgainChangesNothing() {
        DatabaseAddress address = TestDatabase.fresh();
        assertThat(Migrations.migrate(address)).isZero();
    }
}
