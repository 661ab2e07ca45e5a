package dev.linkhub.refresh;

import dev.linkhub.grant.GrantState;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.grant.UnhealthyReason;
import io.micronaut.core.annotation.Introspected;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface WriteBackRows extends GenericRepository<RingGrant, String> {

    /** As they are now, and stay until the transaction ends; in key order. */
    @Query("""
            SELECT grant_id, generation, state, claim_id, unhealthy_reason FROM ring_grant
             WHERE tenant_id = :tenantId AND grant_id IN (:grantIds) ORDER BY grant_id FOR UPDATE
            """)
    List<LockedGrant> lock(String tenantId, List<String> grantIds);

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
    record LockedGrant(
            String grantId,
            int generation,
            GrantState state,
            @Nullable String claimId,
            @Nullable UnhealthyReason unhealthyReason) {}
}
