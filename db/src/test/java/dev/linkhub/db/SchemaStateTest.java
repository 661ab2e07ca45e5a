package dev.linkhub.db;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.db.testing.TestDatabase;
import java.sql.DriverManager;
import java.sql.SQLException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
class SchemaStateTest {

    private final DatabaseAddress address = TestDatabase.empty();

    @Test
    void aNewSchemaIsEmptyUntilItIsMigratedAndAskingChangesNothing() throws SQLException {
        assertThat(Migrations.state(address)).isEqualTo(new SchemaState.Empty());
        assertThat(number("SELECT COUNT(*) FROM information_schema.tables WHERE table_schema = DATABASE()"))
                .isZero();

        Migrations.migrate(address);

        assertThat(Migrations.state(address)).isEqualTo(new SchemaState.Current());
    }

    @Test
    void aMigrationThatHasNotRunMakesItOlder() throws SQLException {
        Migrations.migrate(address);
        String newest = newest();
        execute("DELETE FROM flyway_schema_history WHERE version = '" + newest + "'");

        assertThat(Migrations.state(address)).isEqualTo(new SchemaState.Older(newest(), newest));
        assertThat(newest()).isLessThan(newest);
    }

    @Test
    void aMigrationLeftOutInTheMiddleMakesItOlderToo() throws SQLException {
        Migrations.migrate(address);
        execute("DELETE FROM flyway_schema_history WHERE version = '003'");

        assertThat(Migrations.state(address)).isEqualTo(new SchemaState.Older(newest(), newest()));
    }

    @Test
    void aLaterVersionsMigrationLeavesItUsable() throws SQLException {
        Migrations.migrate(address);
        String known = newest();
        applied("901", "add a column", 1);

        assertThat(Migrations.state(address)).isEqualTo(new SchemaState.Newer("901", known));
    }

    @Test
    void aMigrationThatTookSomethingAwayShutsOutCodeThatDoesNotKnowWhatItNeeds() throws SQLException {
        Migrations.migrate(address);
        String known = newest();
        applied("901", "drop a column needs V" + known, 1);
        assertThat(Migrations.state(address)).isEqualTo(new SchemaState.Newer("901", known));

        applied("902", "drop another column needs V901", 1);
        applied("903", "add a column", 1);
        assertThat(Migrations.state(address)).isEqualTo(new SchemaState.TooNew("903", known, "901"));
    }

    @Test
    void aFailedMigrationLeavesItHalfMadeWhoeverRanIt() throws SQLException {
        Migrations.migrate(address);
        applied("901", "add a column", 0);
        assertThat(Migrations.state(address)).isEqualTo(new SchemaState.HalfMade("901"));

        execute("DELETE FROM flyway_schema_history WHERE version = '901'");
        String newest = newest();
        execute("UPDATE flyway_schema_history SET success = 0 WHERE version = '" + newest + "'");
        assertThat(Migrations.state(address)).isEqualTo(new SchemaState.HalfMade(newest));
    }

    private void applied(String version, String description, int success) throws SQLException {
        execute("""
                INSERT INTO flyway_schema_history
                  (installed_rank, version, description, type, script, checksum, installed_by, execution_time, success)
                VALUES (%1$s, '%1$s', '%2$s', 'SQL', 'V%1$s.sql', 1, 'later', 1, %3$d)
                """.formatted(version, description, success));
    }

    private String newest() throws SQLException {
        return text("SELECT MAX(version) FROM flyway_schema_history WHERE success = 1");
    }

    private int number(String sql) throws SQLException {
        return Integer.parseInt(text(sql));
    }

    private String text(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return row.getString(1);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(address.url(), address.user(), address.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
