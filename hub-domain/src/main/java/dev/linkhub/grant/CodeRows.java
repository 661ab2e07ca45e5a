package dev.linkhub.grant;

import dev.linkhub.partnerapp.Environment;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A grant's row while its code is what counts. A lease of it takes 30 s: half of the code's life is left for others if its owner
 * dies, and for as long a database that hangs keeps the owner's tokens from being stored without anybody sending the code again.
 */
@JdbcRepository(dialect = Dialect.MYSQL)
interface CodeRows extends GenericRepository<RingGrant, String> {

    /** Until the caller's transaction ends. {@code LOCK IN SHARE MODE}: MariaDB does not know {@code FOR SHARE}. */
    @Query("SELECT app_id FROM partner_app WHERE tenant_id = :tenantId AND app_id = :appId LOCK IN SHARE MODE")
    Optional<String> holdApp(String tenantId, String appId);

    @Query(
            "SELECT COUNT(*) FROM ring_grant WHERE tenant_id = :tenantId AND app_id = :appId AND environment = :environment AND state = 'RECEIVED'")
    int waiting(String tenantId, String appId, Environment environment);

    /** Leased and marked in doubt from the start: whoever inserts it is about to send it. */
    @Query("""
            INSERT IGNORE INTO ring_grant (tenant_id, grant_id, app_id, environment, state, generation, received_at,
                   code_sha256, code_sealed, claim_id, lease_until, in_doubt_since, failures, confirmations)
            VALUES (:tenantId, :grantId, :appId, :environment, 'RECEIVED', 0, :now, :codeSha256, :codeSealed, :claimId,
                    UTC_TIMESTAMP(6) + INTERVAL 30 SECOND, UTC_TIMESTAMP(6), 0, 0)
            """)
    int insertUnlessKnown(
            String tenantId,
            String grantId,
            String appId,
            Environment environment,
            Instant now,
            byte[] codeSha256,
            byte[] codeSealed,
            String claimId);

    @Query("SELECT * FROM ring_grant WHERE tenant_id = :tenantId AND app_id = :appId AND code_sha256 = :codeSha256")
    Optional<RingGrant> findByCode(String tenantId, String appId, byte[] codeSha256);

    @Query("""
            SELECT app_id, code_sealed, received_at, in_doubt_since FROM ring_grant
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND state = 'RECEIVED'
               AND (lease_until IS NULL OR lease_until <= UTC_TIMESTAMP(6)) FOR UPDATE
            """)
    Optional<WaitingCode> lockUnleased(String tenantId, String grantId);

    @Query("""
            UPDATE ring_grant SET claim_id = :claimId, lease_until = UTC_TIMESTAMP(6) + INTERVAL 30 SECOND,
                   in_doubt_since = COALESCE(in_doubt_since, UTC_TIMESTAMP(6))
             WHERE tenant_id = :tenantId AND grant_id = :grantId
            """)
    int lease(String tenantId, String grantId, String claimId);

    /** The lease ends; the doubt stays only if a send may have reached Ring. */
    @Query("""
            UPDATE ring_grant SET claim_id = NULL, lease_until = NULL, in_doubt_since = IF(:inDoubt, in_doubt_since, NULL),
                   failures = failures + 1, last_outcome = :outcome, last_attempt_at = :now
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND claim_id = :claimId AND state = 'RECEIVED'
            """)
    int release(String tenantId, String grantId, String claimId, boolean inDoubt, String outcome, Instant now);

    @Query("""
            UPDATE ring_grant SET lease_until = UTC_TIMESTAMP(6) + INTERVAL 30 SECOND
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND claim_id = :claimId AND state = 'RECEIVED'
            """)
    int renewLease(String tenantId, String grantId, String claimId);

    /**
     * Both tokens in and the code out in one statement. Compared with generation and state only: an owner that overslept its
     * lease still holds the only living tokens, whatever was thought of the code meanwhile.
     */
    @Query("""
            UPDATE ring_grant SET state = 'EXCHANGED', revoked_reason = NULL, ended_at = NULL, generation = 1,
                   code_sealed = NULL, access_token_sealed = :accessSealed, refresh_token_sealed = :refreshSealed,
                   token_type = :tokenType, scope = :scope, exchanged_at = :now, last_refreshed_at = :now,
                   access_expires_at = :accessExpiresAt, refresh_expires_at = :refreshExpiresAt,
                   due_at = UTC_TIMESTAMP(6) + INTERVAL :dueInMicros MICROSECOND,
                   claim_id = NULL, lease_until = NULL, in_doubt_since = NULL, failures = 0, last_outcome = NULL
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND generation = 0
               AND (state = 'RECEIVED' OR (state = 'REVOKED' AND revoked_reason IN ('CODE_EXPIRED', 'CODE_LOST')))
            """)
    int exchanged(
            String tenantId,
            String grantId,
            byte[] accessSealed,
            byte[] refreshSealed,
            String tokenType,
            String scope,
            Instant now,
            Instant accessExpiresAt,
            Instant refreshExpiresAt,
            long dueInMicros);

    @Query("""
            UPDATE ring_grant SET state = 'REVOKED', revoked_reason = :reason, ended_at = :now, code_sealed = NULL,
                   claim_id = NULL, lease_until = NULL
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND state = 'RECEIVED' AND claim_id = :claimId
            """)
    int died(String tenantId, String grantId, String claimId, RevokedReason reason, Instant now);

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps VARBINARY to an array; rows are not compared.
    record WaitingCode(
            String appId,
            byte[] codeSealed,
            Instant receivedAt,
            @Nullable Instant inDoubtSince) {}
}
