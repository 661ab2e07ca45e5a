package dev.linkhub.refresh;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The history of attempts. Each list goes to the database as one batch. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface RecordedRows extends GenericRepository<RecordedRows.Recorded, String> {

    /** Once for each attempt, however often it is written. */
    @Query("""
            INSERT IGNORE INTO refresh_attempt (tenant_id, grant_id, attempt_id, app_id, ended_at, outcome, detail,
                   new_generation, was_in_doubt, on_demand, ring_request_id)
            VALUES (:tenantId, :grantId, :attemptId, :appId, :endedAt, :outcome, :detail, :newGeneration, :wasInDoubt,
                    :onDemand, :ringRequestId)
            """)
    void insertRecords(List<Recorded> records);

    @MappedEntity("refresh_attempt")
    record Recorded(
            String tenantId,
            @Id String grantId,
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
