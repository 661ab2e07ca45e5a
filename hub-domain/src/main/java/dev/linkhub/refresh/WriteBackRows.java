package dev.linkhub.refresh;

import dev.linkhub.grant.RingGrant;
import dev.linkhub.grant.UnhealthyReason;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface WriteBackRows extends GenericRepository<RingGrant, String> {

    @Query("SELECT unhealthy_reason FROM ring_grant WHERE tenant_id = :tenantId AND grant_id = :grantId FOR UPDATE")
    Optional<Verdict> lockVerdict(String tenantId, String grantId);

    /**
     * A success counts by generation and live state alone: an owner that overslept its lease still holds the only living
     * tokens, and heals whatever was held against the generation that it replaces.
     */
    @Query("""
            UPDATE ring_grant
               SET access_token_sealed = :accessSealed, refresh_token_sealed = :refreshSealed,
                   token_type = :tokenType, scope = :scope, generation = :generation + 1,
                   access_expires_at = :accessExpiresAt, refresh_expires_at = :refreshExpiresAt, last_refreshed_at = :now,
                   due_at = UTC_TIMESTAMP(6) + INTERVAL :dueInMicros MICROSECOND, claim_id = NULL, lease_until = NULL,
                   in_doubt_since = NULL, failures = 0, last_outcome = 'REFRESHED', last_attempt_at = :now,
                   unhealthy_reason = NULL, unhealthy_since = NULL, confirmations = 0, suspect_since = NULL
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND generation = :generation
               AND state IN ('EXCHANGED', 'UNCLAIMED', 'PARKED', 'CLAIMED')
            """)
    int succeeded(
            String tenantId,
            String grantId,
            int generation,
            byte[] accessSealed,
            byte[] refreshSealed,
            String tokenType,
            String scope,
            Instant accessExpiresAt,
            Instant refreshExpiresAt,
            Instant now,
            long dueInMicros);

    /** A failure counts only while the claim is still ours. */
    @Query("""
            UPDATE ring_grant
               SET due_at = UTC_TIMESTAMP(6) + INTERVAL :dueInMicros MICROSECOND, claim_id = NULL, lease_until = NULL,
                   in_doubt_since = IF(:keepDoubt, in_doubt_since, NULL), failures = failures + 1,
                   last_outcome = :outcome, last_attempt_at = :now
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND claim_id = :claimId AND generation = :generation
            """)
    int failed(
            String tenantId,
            String grantId,
            String claimId,
            int generation,
            long dueInMicros,
            boolean keepDoubt,
            AttemptOutcome outcome,
            Instant now);

    /** A verdict, or the confirmation of one. No due time: nothing more is tried. */
    @Query("""
            UPDATE ring_grant
               SET due_at = UTC_TIMESTAMP(6) + INTERVAL :dueInMicros MICROSECOND, claim_id = NULL, lease_until = NULL,
                   in_doubt_since = IF(:keepDoubt, in_doubt_since, NULL), failures = failures + 1,
                   last_outcome = :outcome, last_attempt_at = :now,
                   unhealthy_since = COALESCE(unhealthy_since, :now), unhealthy_reason = COALESCE(unhealthy_reason, :reason),
                   confirmations = confirmations + 1, suspect_since = NULL
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND claim_id = :claimId AND generation = :generation
            """)
    int condemned(
            String tenantId,
            String grantId,
            String claimId,
            int generation,
            @Nullable Long dueInMicros,
            boolean keepDoubt,
            AttemptOutcome outcome,
            String reason,
            Instant now);

    /** A verdict that is held back. */
    @Query("""
            UPDATE ring_grant
               SET due_at = UTC_TIMESTAMP(6) + INTERVAL :dueInMicros MICROSECOND, claim_id = NULL, lease_until = NULL,
                   in_doubt_since = IF(:keepDoubt, in_doubt_since, NULL), failures = failures + 1,
                   last_outcome = 'INVALID_GRANT', last_attempt_at = :now, suspect_since = COALESCE(suspect_since, :now)
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND claim_id = :claimId AND generation = :generation
            """)
    int suspected(
            String tenantId,
            String grantId,
            String claimId,
            int generation,
            long dueInMicros,
            boolean keepDoubt,
            Instant now);

    @Query("""
            INSERT IGNORE INTO refresh_attempt (tenant_id, grant_id, attempt_id, app_id, ended_at, outcome, detail,
                   new_generation, was_in_doubt, on_demand, ring_request_id)
            VALUES (:tenantId, :grantId, :attemptId, :appId, :now, :outcome, :detail, :newGeneration, :wasInDoubt,
                    :onDemand, :ringRequestId)
            """)
    int record(
            String tenantId,
            String grantId,
            String attemptId,
            String appId,
            Instant now,
            AttemptOutcome outcome,
            String detail,
            @Nullable Integer newGeneration,
            boolean wasInDoubt,
            boolean onDemand,
            @Nullable String ringRequestId);

    @Query("""
            SELECT COUNT(*) FROM refresh_attempt
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND attempt_id = :attemptId
            """)
    int recorded(String tenantId, String grantId, String attemptId);

    @Query("""
            SELECT COUNT(DISTINCT grant_id) FROM refresh_attempt
             WHERE tenant_id = :tenantId AND app_id = :appId AND ended_at > :after AND outcome = 'INVALID_GRANT'
            """)
    int refusedSince(String tenantId, String appId, Instant after);

    @Query("""
            SELECT COUNT(*) FROM ring_grant
             WHERE tenant_id = :tenantId AND app_id = :appId AND refresh_token_sealed IS NOT NULL
            """)
    int live(String tenantId, String appId);

    @Query("""
            SELECT * FROM refresh_attempt WHERE tenant_id = :tenantId AND grant_id = :grantId
             ORDER BY attempt_id DESC LIMIT :limit
            """)
    List<RefreshHistory.Entry> history(String tenantId, String grantId, int limit);

    @Introspected
    record Verdict(@Nullable UnhealthyReason unhealthyReason) {}
}
