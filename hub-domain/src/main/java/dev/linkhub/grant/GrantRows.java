package dev.linkhub.grant;

import dev.linkhub.partnerapp.Environment;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A grant's row from its account being known to its end. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface GrantRows extends GenericRepository<RingGrant, String> {

    @Query("SELECT * FROM ring_grant WHERE tenant_id = :tenantId AND grant_id = :grantId")
    Optional<RingGrant> find(String tenantId, String grantId);

    @Query("SELECT * FROM ring_grant WHERE tenant_id = :tenantId AND grant_id = :grantId FOR UPDATE")
    Optional<RingGrant> lock(String tenantId, String grantId);

    @Query("""
            SELECT grant_id, ring_account_id, received_at FROM ring_grant
             WHERE tenant_id = :tenantId AND app_id = :appId AND environment = :environment
               AND state IN ('UNCLAIMED', 'PARKED') ORDER BY received_at DESC
            """)
    List<PoolEntry> pool(String tenantId, String appId, Environment environment);

    @Query("""
            SELECT COUNT(*) FROM ring_grant WHERE tenant_id = :tenantId AND app_id = :appId
               AND environment = :environment AND state IN ('RECEIVED', 'EXCHANGED') AND received_at > :after
            """)
    int underWay(String tenantId, String appId, Environment environment, Instant after);

    @Query("""
            SELECT generation, access_token_sealed, token_type, scope, access_expires_at FROM ring_grant
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND access_token_sealed IS NOT NULL
            """)
    Optional<SealedAccess> access(String tenantId, String grantId);

    @Query("""
            SELECT masked_first_name, masked_email FROM ring_grant
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND state IN ('UNCLAIMED', 'PARKED')
            """)
    Optional<MaskedProfile> profile(String tenantId, String grantId);

    @Query("""
            SELECT email_digest_sealed FROM ring_grant
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND state IN ('UNCLAIMED', 'PARKED')
               AND email_digest_sealed IS NOT NULL
            """)
    Optional<SealedDigest> emailDigest(String tenantId, String grantId);

    /** While it is UNCLAIMED and no longer: whatever takes it out of that state wipes the address in the same statement. */
    @Query("""
            SELECT email_sealed FROM ring_grant
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND state = 'UNCLAIMED' AND email_sealed IS NOT NULL
            """)
    Optional<SealedEmail> email(String tenantId, String grantId);

    /**
     * Makes or finds the account's row, and locks it either way. Not INSERT IGNORE and then FOR UPDATE: that locks a row which
     * is there in shared mode first, and two who then both want it alone deadlock.
     */
    @Query("""
            INSERT INTO ring_account (tenant_id, app_id, environment, ring_account_id, first_seen_at)
            VALUES (:tenantId, :appId, :environment, :ringAccountId, :now)
            ON DUPLICATE KEY UPDATE first_seen_at = first_seen_at
            """)
    void lockAccount(String tenantId, String appId, Environment environment, String ringAccountId, Instant now);

    @Query("""
            SELECT * FROM ring_grant WHERE tenant_id = :tenantId AND app_id = :appId AND environment = :environment
               AND ring_account_id = :ringAccountId AND state IN ('UNCLAIMED', 'PARKED', 'CLAIMED')
            """)
    List<RingGrant> liveOfAccount(String tenantId, String appId, Environment environment, String ringAccountId);

    /** In key order, as batches of refreshes lock them. */
    @Query("""
            SELECT * FROM ring_grant WHERE tenant_id = :tenantId AND app_id = :appId AND environment = :environment
               AND ring_account_id = :ringAccountId AND state IN ('UNCLAIMED', 'PARKED', 'CLAIMED')
             ORDER BY grant_id FOR UPDATE
            """)
    List<RingGrant> lockLiveOfAccount(String tenantId, String appId, Environment environment, String ringAccountId);

    @Query("""
            UPDATE ring_grant SET state = 'UNCLAIMED', ring_account_id = :ringAccountId, masked_first_name = :maskedFirstName,
                   masked_email = :maskedEmail, email_digest_sealed = :emailDigestSealed, email_sealed = :emailSealed,
                   unclaimed_at = :now
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND state = 'EXCHANGED'
            """)
    int unclaimed(
            String tenantId,
            String grantId,
            String ringAccountId,
            @Nullable String maskedFirstName,
            @Nullable String maskedEmail,
            // Micronaut Data does not see where JSpecify's annotation stands on an array.
            @io.micronaut.core.annotation.Nullable byte @Nullable [] emailDigestSealed,
            @io.micronaut.core.annotation.Nullable byte @Nullable [] emailSealed,
            Instant now);

    @Query("UPDATE ring_grant SET ring_account_id = :ringAccountId WHERE tenant_id = :tenantId AND grant_id = :grantId")
    int noteAccount(String tenantId, String grantId, String ringAccountId);

    /** Not what is leased, in quarantine, in backoff or given up: an earlier send may still commit at Ring. */
    @Query("""
            UPDATE ring_grant SET due_at = UTC_TIMESTAMP(6)
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND generation = :generation AND due_at IS NOT NULL
               AND claim_id IS NULL AND failures = 0 AND unhealthy_reason IS NULL
            """)
    int makeDue(String tenantId, String grantId, int generation);

    /** Compare-and-set: of two browsers exactly one wins. */
    @Query("""
            UPDATE ring_grant SET state = 'CLAIMED', claimed_at = :now, masked_first_name = NULL, masked_email = NULL,
                   email_digest_sealed = NULL, email_sealed = NULL
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND state IN ('UNCLAIMED', 'PARKED')
            """)
    int claim(String tenantId, String grantId, Instant now);

    /** Wipes what is secret and raises the generation, so that a refresh still in flight cannot write tokens back. */
    @Query("""
            UPDATE ring_grant SET state = :state, revoked_reason = :reason, ended_at = :now, generation = generation + 1,
                   code_sealed = NULL, access_token_sealed = NULL, refresh_token_sealed = NULL, refresh_expires_at = NULL,
                   masked_first_name = NULL, masked_email = NULL, email_digest_sealed = NULL, email_sealed = NULL,
                   due_at = NULL, claim_id = NULL, lease_until = NULL
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND state IN ('RECEIVED', 'EXCHANGED', 'UNCLAIMED', 'PARKED', 'CLAIMED')
            """)
    int end(String tenantId, String grantId, GrantState state, @Nullable RevokedReason reason, Instant now);

    @Query("""
            UPDATE ring_grant SET state = 'PARKED', email_sealed = NULL
             WHERE tenant_id = :tenantId AND state = 'UNCLAIMED' AND unclaimed_at <= :before
               AND app_id = :appId AND environment = :environment
            """)
    int park(String tenantId, String appId, Environment environment, Instant before);

    /** One statement: a grant that is claimed between a look and a wipe must not be wiped. */
    @Query("""
            UPDATE ring_grant SET state = 'REVOKED', revoked_reason = 'NEVER_CLAIMED', ended_at = :now,
                   generation = generation + 1,
                   code_sealed = NULL, access_token_sealed = NULL, refresh_token_sealed = NULL, refresh_expires_at = NULL,
                   masked_first_name = NULL, masked_email = NULL, email_digest_sealed = NULL, email_sealed = NULL,
                   due_at = NULL, claim_id = NULL, lease_until = NULL
             WHERE tenant_id = :tenantId AND app_id = :appId AND environment = :environment
               AND state IN ('RECEIVED', 'EXCHANGED', 'UNCLAIMED', 'PARKED') AND received_at <= :before
             LIMIT :most
            """)
    int wipeStale(String tenantId, String appId, Environment environment, Instant before, Instant now, int most);

    /** Since when the oldest of those wait that are still to be parked, or to be wiped. */
    @Query("""
            SELECT MIN(IF(state = 'UNCLAIMED', unclaimed_at, NULL)) AS unclaimed_at, MIN(received_at) AS received_at
              FROM ring_grant
             WHERE tenant_id = :tenantId AND app_id = :appId AND environment = :environment
               AND state IN ('RECEIVED', 'EXCHANGED', 'UNCLAIMED', 'PARKED')
            """)
    Waiting waiting(String tenantId, String appId, Environment environment);

    @Query("""
            SELECT * FROM ring_grant WHERE tenant_id = :tenantId AND app_id = :appId
               AND state IN ('RECEIVED', 'EXCHANGED', 'UNCLAIMED', 'PARKED') ORDER BY received_at DESC LIMIT :limit
            """)
    List<RingGrant> notYetClaimed(String tenantId, String appId, int limit);

    @Query("""
            SELECT * FROM ring_grant WHERE tenant_id = :tenantId AND app_id = :appId AND state = 'REVOKED'
               AND claimed_at IS NULL ORDER BY received_at DESC LIMIT :limit
            """)
    List<RingGrant> failedBeforeLink(String tenantId, String appId, int limit);

    @Query("DELETE FROM ring_grant WHERE tenant_id = :tenantId AND app_id = :appId")
    int deleteOfApp(String tenantId, String appId);

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps VARBINARY to an array; rows are not compared.
    record SealedAccess(
            int generation, byte[] accessTokenSealed, String tokenType, String scope, Instant accessExpiresAt) {}

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps VARBINARY to an array; rows are not compared.
    record SealedDigest(byte[] emailDigestSealed) {}

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps VARBINARY to an array; rows are not compared.
    record SealedEmail(byte[] emailSealed) {}

    @Introspected
    record Waiting(@Nullable Instant unclaimedAt, @Nullable Instant receivedAt) {}
}
