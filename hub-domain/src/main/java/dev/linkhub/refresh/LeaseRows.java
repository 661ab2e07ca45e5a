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
interface LeaseRows extends GenericRepository<RingGrant, String> {

    /** In due order: ordering by anything else on this index would lock every row of the app. */
    @Query("""
            SELECT grant_id, app_id, generation, refresh_token_sealed, in_doubt_since, last_refreshed_at, failures,
                   unhealthy_reason, suspect_since
              FROM ring_grant
             WHERE tenant_id = :tenantId AND app_id = :appId AND due_at <= UTC_TIMESTAMP(6)
             ORDER BY due_at LIMIT :limit FOR UPDATE SKIP LOCKED
            """)
    List<DueGrant> lockDue(String tenantId, String appId, int limit);

    /**
     * The small second pass: what has less than 72 h to live goes first. Without a lock, as a lock on this index would hold up
     * other apps; whoever has no more than its expiry in the past has nothing to lose by waiting its turn.
     */
    @Query("""
            SELECT grant_id FROM ring_grant
             WHERE tenant_id = :tenantId AND refresh_expires_at > UTC_TIMESTAMP(6)
               AND refresh_expires_at < UTC_TIMESTAMP(6) + INTERVAL 72 HOUR AND app_id = :appId AND due_at <= UTC_TIMESTAMP(6)
             ORDER BY refresh_expires_at LIMIT :limit
            """)
    List<String> dueAndExpiring(String tenantId, String appId, int limit);

    /** Among those that fell due last, and no further: one whose earlier refresh may have been on the wire. */
    @Query("""
            SELECT grant_id FROM (
                    SELECT grant_id, due_at, in_doubt_since FROM ring_grant
                     WHERE tenant_id = :tenantId AND app_id = :appId AND due_at <= UTC_TIMESTAMP(6)
                     ORDER BY due_at DESC LIMIT 200) AS due_last
             WHERE in_doubt_since IS NOT NULL ORDER BY due_at LIMIT 1
            """)
    List<String> dueInDoubt(String tenantId, String appId);

    /** Those of them that are still due and that nobody else is leasing. */
    @Query("""
            SELECT grant_id, app_id, generation, refresh_token_sealed, in_doubt_since, last_refreshed_at, failures,
                   unhealthy_reason, suspect_since
              FROM ring_grant
             WHERE tenant_id = :tenantId AND grant_id IN (:grantIds) AND app_id = :appId AND due_at <= UTC_TIMESTAMP(6)
             ORDER BY grant_id FOR UPDATE SKIP LOCKED
            """)
    List<DueGrant> lockThese(String tenantId, String appId, List<String> grantIds);

    /** One grant for somebody who waits: due, or neither leased nor in backoff nor given up; unless it has just been refreshed. */
    @Query("""
            SELECT grant_id, app_id, generation, refresh_token_sealed, in_doubt_since, last_refreshed_at, failures,
                   unhealthy_reason, suspect_since
              FROM ring_grant
             WHERE tenant_id = :tenantId AND grant_id = :grantId AND generation = :generation
               AND refresh_token_sealed IS NOT NULL
               AND (due_at <= UTC_TIMESTAMP(6)
                    OR (claim_id IS NULL AND failures = 0 AND unhealthy_reason IS NULL AND due_at IS NOT NULL))
               FOR UPDATE
            """)
    Optional<DueGrant> lockOne(String tenantId, String grantId, int generation);

    /**
     * The lease, and what follows from it: due again when a lease without outcome has run out and been quarantined, but no
     * later than 72 h before the refresh token ends; in doubt from now on, if it was not before.
     */
    @Query("""
            UPDATE ring_grant
               SET claim_id = :claimId,
                   lease_until = UTC_TIMESTAMP(6) + INTERVAL :leaseMicros MICROSECOND,
                   due_at = LEAST(UTC_TIMESTAMP(6) + INTERVAL :quarantineEndMicros MICROSECOND,
                                  GREATEST(UTC_TIMESTAMP(6) + INTERVAL :leaseMicros MICROSECOND,
                                           COALESCE(refresh_expires_at, UTC_TIMESTAMP(6)) - INTERVAL 72 HOUR)),
                   in_doubt_since = COALESCE(in_doubt_since, UTC_TIMESTAMP(6))
             WHERE tenant_id = :tenantId AND grant_id IN (:grantIds)
            """)
    int lease(String tenantId, List<String> grantIds, String claimId, long leaseMicros, long quarantineEndMicros);

    /** Sandboxes, too. */
    @Query("SELECT app_id FROM partner_app WHERE tenant_id = :tenantId ORDER BY app_id")
    List<String> apps(String tenantId);

    /**
     * One look into the index, however many grants there are. With MIN, or for all apps at once, both servers read each of the
     * tenant's grants.
     */
    @Query("""
            SELECT app_id, due_at, UTC_TIMESTAMP(6) AS seen_at FROM ring_grant
             WHERE tenant_id = :tenantId AND app_id = :appId AND due_at IS NOT NULL ORDER BY due_at LIMIT 1
            """)
    Optional<DueApp> earliestDue(String tenantId, String appId);

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps VARBINARY to an array; rows are not compared.
    record DueGrant(
            String grantId,
            String appId,
            int generation,
            byte[] refreshTokenSealed,
            @Nullable Instant inDoubtSince,
            @Nullable Instant lastRefreshedAt,
            int failures,
            @Nullable UnhealthyReason unhealthyReason,
            @Nullable Instant suspectSince) {}
}
