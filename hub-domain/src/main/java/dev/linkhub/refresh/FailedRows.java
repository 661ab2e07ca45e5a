package dev.linkhub.refresh;

import dev.linkhub.grant.UnhealthyReason;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Grants whose attempt brought no tokens. Each list goes to the database as one batch. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface FailedRows extends GenericRepository<FailedRows.Failed, String> {

    /** A failure counts only while the claim is still ours. */
    @Query("""
            UPDATE ring_grant
               SET due_at = UTC_TIMESTAMP(6) + INTERVAL :dueInMicros MICROSECOND, claim_id = NULL, lease_until = NULL,
                   in_doubt_since = IF(:keepDoubt, in_doubt_since, NULL), failures = failures + 1,
                   last_outcome = :outcome, last_attempt_at = :endedAt
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND claim_id = :claimId AND generation = :generation
            """)
    void updateFailed(List<Failed> failed);

    /** A verdict, or the confirmation of one. No due time: nothing more is tried. */
    @Query("""
            UPDATE ring_grant
               SET due_at = UTC_TIMESTAMP(6) + INTERVAL :dueInMicros MICROSECOND, claim_id = NULL, lease_until = NULL,
                   in_doubt_since = IF(:keepDoubt, in_doubt_since, NULL), failures = failures + 1,
                   last_outcome = :outcome, last_attempt_at = :endedAt,
                   unhealthy_since = COALESCE(unhealthy_since, :endedAt),
                   unhealthy_reason = COALESCE(unhealthy_reason, :reason),
                   confirmations = confirmations + 1, suspect_since = NULL
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND claim_id = :claimId AND generation = :generation
            """)
    void updateCondemned(List<Failed> condemned);

    /** A verdict that is held back. */
    @Query("""
            UPDATE ring_grant
               SET due_at = UTC_TIMESTAMP(6) + INTERVAL :dueInMicros MICROSECOND, claim_id = NULL, lease_until = NULL,
                   in_doubt_since = IF(:keepDoubt, in_doubt_since, NULL), failures = failures + 1,
                   last_outcome = :outcome, last_attempt_at = :endedAt,
                   suspect_since = COALESCE(suspect_since, :endedAt)
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND claim_id = :claimId AND generation = :generation
            """)
    void updateSuspected(List<Failed> suspected);

    /**
     * An attempt that ended without tokens.
     *
     * @param dueInMicros null if it is not to be tried again
     * @param reason of a verdict
     */
    @MappedEntity("ring_grant")
    record Failed(
            String tenantId,
            @Id String grantId,
            String claimId,
            int generation,
            @Nullable Long dueInMicros,
            boolean keepDoubt,
            AttemptOutcome outcome,
            @Nullable UnhealthyReason reason,
            Instant endedAt) {}
}
