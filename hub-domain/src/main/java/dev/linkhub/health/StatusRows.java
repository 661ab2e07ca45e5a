package dev.linkhub.health;

import dev.linkhub.linking.LinkState;
import dev.linkhub.partnerapp.Environment;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface StatusRows extends GenericRepository<LinkStatus, String> {

    @Query("SELECT * FROM link_status WHERE tenant_id = :tenantId AND link_id = :linkId")
    Optional<LinkStatus> find(String tenantId, String linkId);

    @Query("""
            SELECT * FROM link_status s
             WHERE s.tenant_id = :tenantId AND s.link_id > :after
               AND (:appId IS NULL OR s.app_id = :appId)
               AND s.environment IN (:environments)
               AND (:state IS NULL OR s.state = :state)
               AND (:health IS NULL OR s.health = :health)
               AND (:account IS NULL OR s.ring_account_id = :account)
               AND (:externalId IS NULL OR s.external_id = :externalId)
               AND (:household IS NULL OR s.household_id = CONVERT(:household USING ascii) COLLATE ascii_bin OR s.household_id IN (
                        SELECT h.household_id FROM household h WHERE h.tenant_id = :tenantId AND h.subject = :household))
             ORDER BY s.link_id LIMIT :limit
            """)
    List<LinkStatus> page(
            String tenantId,
            String after,
            @Nullable String appId,
            List<Environment> environments,
            @Nullable LinkState state,
            @Nullable LinkHealth health,
            @Nullable String account,
            @Nullable String externalId,
            @Nullable String household,
            int limit);

    @Query("""
            SELECT tenant_id, app_id, environment, state, health, reason, COUNT(*) AS links,
                   COALESCE(SUM(state NOT IN ('REMOVED', 'REPLACED') AND health <> 'UNHEALTHY'
                        AND refresh_expires_at < UTC_TIMESTAMP(6) + INTERVAL 72 HOUR), 0) AS expiring
              FROM link_status WHERE tenant_id = :tenantId AND environment <> 'SANDBOX'
             GROUP BY tenant_id, app_id, environment, state, health, reason ORDER BY app_id, environment, state, health, reason
            """)
    List<HealthCount> counts(String tenantId);
}
