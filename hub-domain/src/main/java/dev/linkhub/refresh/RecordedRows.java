package dev.linkhub.refresh;

import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.transaction.TransactionDefinition;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The history of attempts. A batch's are one statement. */
@Singleton
class RecordedRows {

    /** Once for each attempt, however often it is written. */
    private static final String FIRST_ROW = """
            INSERT IGNORE INTO refresh_attempt (tenant_id, grant_id, attempt_id, app_id, ended_at, outcome, detail,
                   new_generation, was_in_doubt, on_demand, ring_request_id)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)""";

    private static final String NEXT_ROW = ", (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)";

    private final JdbcOperations jdbc;

    RecordedRows(JdbcOperations jdbc) {
        this.jdbc = jdbc;
    }

    /** In the caller's transaction. */
    @Transactional(propagation = TransactionDefinition.Propagation.MANDATORY)
    void insertRecords(List<Recorded> records) {
        jdbc.prepareStatement(FIRST_ROW + NEXT_ROW.repeat(records.size() - 1), statement -> {
            int at = 1;
            for (Recorded one : records) {
                at = bind(statement, at, one);
            }
            return statement.executeUpdate();
        });
    }

    private static int bind(PreparedStatement statement, int first, Recorded one) throws SQLException {
        int at = first;
        statement.setString(at++, one.tenantId());
        statement.setString(at++, one.grantId());
        statement.setString(at++, one.attemptId());
        statement.setString(at++, one.appId());
        statement.setTimestamp(at++, Timestamp.from(one.endedAt()));
        statement.setString(at++, one.outcome().name());
        statement.setString(at++, one.detail());
        statement.setObject(at++, one.newGeneration(), Types.INTEGER);
        statement.setBoolean(at++, one.wasInDoubt());
        statement.setBoolean(at++, one.onDemand());
        statement.setString(at++, one.ringRequestId());
        return at;
    }

    /** How an attempt ended. */
    record Recorded(
            String tenantId,
            String grantId,
            String attemptId,
            String appId,
            Instant endedAt,
            AttemptOutcome outcome,
            String detail,
            @Nullable Integer newGeneration,
            boolean wasInDoubt,
            boolean onDemand,
            @Nullable String ringRequestId) {}
}
