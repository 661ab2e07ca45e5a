package dev.linkhub.linking;

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

@JdbcRepository(dialect = Dialect.MYSQL)
interface LinkRows extends GenericRepository<AccountLink, String> {

    @Query("SELECT * FROM account_link WHERE tenant_id = :tenantId AND link_id = :linkId")
    Optional<AccountLink> find(String tenantId, String linkId);

    @Query("SELECT * FROM account_link WHERE tenant_id = :tenantId AND link_id = :linkId FOR UPDATE")
    Optional<AccountLink> lock(String tenantId, String linkId);

    /** Until the caller's transaction ends. {@code LOCK IN SHARE MODE}: MariaDB does not know {@code FOR SHARE}. */
    @Query("""
            SELECT link_id FROM account_link WHERE tenant_id = :tenantId AND link_id = :linkId
               AND ring_account_id = :ringAccountId LOCK IN SHARE MODE
            """)
    Optional<String> holdOfAccount(String tenantId, String linkId, String ringAccountId);

    @Query("SELECT * FROM account_link WHERE tenant_id = :tenantId AND household_id = :householdId ORDER BY link_id")
    List<AccountLink> ofHousehold(String tenantId, String householdId);

    @Query("""
            SELECT * FROM account_link WHERE tenant_id = :tenantId AND app_id = :appId AND environment = :environment
               AND ring_account_id = :ringAccountId FOR UPDATE
            """)
    List<AccountLink> lockOfAccount(String tenantId, String appId, Environment environment, String ringAccountId);

    @Query("""
            SELECT * FROM account_link WHERE tenant_id = :tenantId AND app_id = :appId AND environment = :environment
               AND ring_account_id = :ringAccountId AND state NOT IN ('REMOVED', 'REPLACED') LIMIT 1
            """)
    Optional<AccountLink> currentOfAccount(
            String tenantId, String appId, Environment environment, String ringAccountId);

    @Query("""
            SELECT * FROM account_link WHERE tenant_id = :tenantId AND app_id = :appId AND environment = :environment
               AND (household_id = :householdId OR state IN ('CLAIMED', 'AWAITING', 'INCOMPLETE') OR claimed_at >= :claimedSince)
               AND state NOT IN ('REMOVED', 'REPLACED')
            """)
    List<AccountLink> nonceCandidates(
            String tenantId, String appId, Environment environment, String householdId, Instant claimedSince);

    @Query("SELECT * FROM account_link WHERE tenant_id = :tenantId AND grant_id = :grantId")
    Optional<AccountLink> ofGrant(String tenantId, String grantId);

    @Query("SELECT COUNT(*) FROM account_link WHERE tenant_id = :tenantId AND app_id = :appId")
    int ofApp(String tenantId, String appId);

    @Query("""
            DELETE FROM link_event WHERE tenant_id = :tenantId AND link_id IN (
                SELECT link_id FROM account_link WHERE tenant_id = :tenantId AND app_id = :appId)
            """)
    int deleteEventsOfApp(String tenantId, String appId);

    @Query("DELETE FROM account_link WHERE tenant_id = :tenantId AND app_id = :appId")
    int deleteOfApp(String tenantId, String appId);

    @Query("""
            INSERT INTO account_link (tenant_id, link_id, app_id, environment, household_id, ring_account_id, grant_id,
                   account_identifier, state, claim_number, nonce_sealed, step_failures, next_step_at, created_at, claimed_at)
            VALUES (:tenantId, :linkId, :appId, :environment, :householdId, :ringAccountId, :grantId,
                   :accountIdentifier, 'CLAIMED', 1, :nonceSealed, 0, :now, :now, :now)
            """)
    void insert(
            String tenantId,
            String linkId,
            String appId,
            Environment environment,
            String householdId,
            String ringAccountId,
            String grantId,
            String accountIdentifier,
            byte[] nonceSealed,
            Instant now);

    /** The id stays; the account may be another than before. */
    @Query("""
            UPDATE account_link SET state = 'CLAIMED', ring_account_id = :ringAccountId, grant_id = :grantId,
                   account_identifier = :accountIdentifier, claim_number = :claimNumber, nonce_sealed = :nonceSealed,
                   post_sent_at = NULL, step_claim_id = NULL, step_lease_until = NULL, step_failures = 0,
                   next_step_at = :now, claimed_at = :now, removed_at = NULL
             WHERE tenant_id = :tenantId AND link_id = :linkId
            """)
    int reclaim(
            String tenantId,
            String linkId,
            String ringAccountId,
            String grantId,
            String accountIdentifier,
            int claimNumber,
            byte[] nonceSealed,
            Instant now);

    /** One process at a time takes a step; whoever finds the lease run out goes on. */
    @Query("""
            UPDATE account_link SET step_claim_id = :claimId, step_lease_until = UTC_TIMESTAMP(6) + INTERVAL 30 SECOND
             WHERE tenant_id = :tenantId AND link_id = :linkId AND state IN ('CLAIMED', 'AWAITING')
               AND (step_lease_until IS NULL OR step_lease_until <= UTC_TIMESTAMP(6))
            """)
    int leaseStep(String tenantId, String linkId, String claimId);

    /** Each step gets a whole lease: two calls to Ring with a refresh before each may take longer than one. */
    @Query("""
            UPDATE account_link SET step_lease_until = UTC_TIMESTAMP(6) + INTERVAL 30 SECOND
             WHERE tenant_id = :tenantId AND link_id = :linkId AND step_claim_id = :claimId
            """)
    int renewStep(String tenantId, String linkId, String claimId);

    @Query(
            "SELECT nonce_sealed FROM account_link WHERE tenant_id = :tenantId AND link_id = :linkId AND nonce_sealed IS NOT NULL")
    Optional<SealedNonce> nonce(String tenantId, String linkId);

    @Query("""
            UPDATE account_link SET post_sent_at = :postSentAt
             WHERE tenant_id = :tenantId AND link_id = :linkId AND step_claim_id = :claimId AND state = 'CLAIMED'
            """)
    int notePost(String tenantId, String linkId, String claimId, @Nullable Instant postSentAt);

    @Query("""
            UPDATE account_link SET state = :state, step_failures = 0, post_sent_at = IF(:state = 'AWAITING', post_sent_at, NULL),
                   nonce_sealed = NULL, linked_at = IF(:state = 'COMPLETED', :now, linked_at)
             WHERE tenant_id = :tenantId AND link_id = :linkId AND step_claim_id = :claimId
               AND state IN ('CLAIMED', 'AWAITING')
            """)
    int advance(String tenantId, String linkId, String claimId, LinkState state, Instant now);

    @Query("""
            UPDATE account_link SET step_claim_id = NULL, step_lease_until = NULL, step_failures = step_failures + :failures,
                   next_step_at = :nextStepAt
             WHERE tenant_id = :tenantId AND link_id = :linkId AND step_claim_id = :claimId
            """)
    int releaseStep(String tenantId, String linkId, String claimId, int failures, @Nullable Instant nextStepAt);

    @Query("""
            UPDATE account_link SET state = :state, removed_at = :removedAt, nonce_sealed = NULL, post_sent_at = NULL,
                   step_claim_id = NULL, step_lease_until = NULL, next_step_at = NULL
             WHERE tenant_id = :tenantId AND link_id = :linkId AND grant_id = :grantId AND state NOT IN ('REMOVED', 'REPLACED')
            """)
    int end(String tenantId, String linkId, String grantId, LinkState state, Instant removedAt);

    @Query("""
            UPDATE account_link SET external_id = :externalId, metadata = :metadata
             WHERE tenant_id = :tenantId AND link_id = :linkId
            """)
    int annotate(String tenantId, String linkId, @Nullable String externalId, @Nullable String metadata);

    /** At most once a minute, for all processes together. */
    @Query("""
            UPDATE account_link SET refresh_asked_at = UTC_TIMESTAMP(6)
             WHERE tenant_id = :tenantId AND link_id = :linkId
               AND (refresh_asked_at IS NULL OR refresh_asked_at <= UTC_TIMESTAMP(6) - INTERVAL 60 SECOND)
            """)
    int noteRefreshAsked(String tenantId, String linkId);

    @Query("""
            INSERT INTO link_event (tenant_id, link_id, event_id, at, type, detail)
            VALUES (:tenantId, :linkId, :eventId, :at, :type, :detail)
            """)
    void insertEvent(String tenantId, String linkId, String eventId, Instant at, LinkEventType type, String detail);

    @Query("""
            SELECT event_id, at, type, detail FROM link_event WHERE tenant_id = :tenantId AND link_id = :linkId
               AND event_id < :before
             ORDER BY event_id DESC LIMIT :limit
            """)
    List<LinkEvent> events(String tenantId, String linkId, String before, int limit);

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps VARBINARY to an array; rows are not compared.
    record SealedNonce(byte[] nonceSealed) {}
}
