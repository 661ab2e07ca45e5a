package dev.linkhub.linking;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface DisconnectRows extends GenericRepository<Disconnection, String> {

    @Query("SELECT * FROM link_disconnect WHERE tenant_id = :tenantId AND link_id = :linkId")
    Optional<Disconnection> find(String tenantId, String linkId);

    /**
     * A link keeps its id over a reconnect, and may be disconnected again. Whoever has leased the next step of a link that is under
     * way may still be telling Ring that it is completed: that lease goes over to the wish, so that Ring hears of the end last.
     */
    @Query("""
            INSERT INTO link_disconnect (tenant_id, link_id, grant_id, asked_at, failures, lease_until)
            SELECT tenant_id, link_id, grant_id, :now, 0, IF(state IN ('CLAIMED', 'AWAITING'), step_lease_until, NULL)
              FROM account_link
             WHERE tenant_id = :tenantId AND link_id = :linkId
            ON DUPLICATE KEY UPDATE grant_id = VALUES(grant_id), asked_at = VALUES(asked_at), failures = 0,
                   lease_until = VALUES(lease_until), dropped_at = NULL
            """)
    void ask(String tenantId, String linkId, Instant now);

    @Query("""
            UPDATE link_disconnect SET lease_until = UTC_TIMESTAMP(6) + INTERVAL 60 SECOND
             WHERE tenant_id = :tenantId AND link_id = :linkId AND dropped_at IS NULL
               AND (lease_until IS NULL OR lease_until <= UTC_TIMESTAMP(6))
            """)
    int lease(String tenantId, String linkId);

    @Query("""
            UPDATE link_disconnect SET lease_until = NULL, failures = failures + 1
             WHERE tenant_id = :tenantId AND link_id = :linkId AND grant_id = :grantId AND dropped_at IS NULL
            """)
    int failed(String tenantId, String linkId, String grantId);

    @Query("""
            UPDATE link_disconnect SET lease_until = NULL, dropped_at = :now
             WHERE tenant_id = :tenantId AND link_id = :linkId AND grant_id = :grantId AND dropped_at IS NULL
            """)
    int dropped(String tenantId, String linkId, String grantId, Instant now);

    @Query("""
            DELETE FROM link_disconnect WHERE tenant_id = :tenantId AND link_id IN (
                SELECT link_id FROM account_link WHERE tenant_id = :tenantId AND app_id = :appId)
            """)
    int deleteOfApp(String tenantId, String appId);
}
