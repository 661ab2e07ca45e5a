package dev.linkhub.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.testing.HubTest;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class ConnectionPoolTest implements HubTest {

    @Inject
    DataSource pool;

    @Test
    void eachConnectionIsReadCommittedInUtcAndStrict() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement()) {
            assertThat(text(statement, "SELECT @@session.transaction_isolation"))
                    .isEqualTo("READ-COMMITTED");
            assertThat(text(statement, "SELECT @@session.time_zone")).isEqualTo("+00:00");
            assertThat(text(statement, "SELECT @@session.sql_mode")).contains("STRICT_ALL_TABLES");
        }
    }

    @Test
    void aWriteIsOneStatement() throws SQLException {
        try (Connection connection = connection();
                Statement statement = connection.createStatement();
                var write = connection.prepareStatement("UPDATE tenant SET name = 'x' WHERE tenant_id = ?")) {
            write.setString(1, "nobody");
            String before = selects(statement);

            write.executeUpdate();
            write.executeUpdate();

            assertThat(selects(statement)).isEqualTo(before);
        }
    }

    private Connection connection() throws SQLException {
        return DelegatingDataSource.unwrapDataSource(pool).getConnection();
    }

    private static String selects(Statement statement) throws SQLException {
        return text(statement, "SHOW SESSION STATUS WHERE Variable_name = 'Com_select'");
    }

    /** The last column of the first row. */
    private static String text(Statement statement, String sql) throws SQLException {
        try (ResultSet row = statement.executeQuery(sql)) {
            assertThat(row.next()).isTrue();
            return row.getString(row.getMetaData().getColumnCount());
        }
    }
}
