package dev.linkhub.refresh;

import dev.linkhub.grant.RingGrant;
import dev.linkhub.partnerapp.AppStatus;
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
interface BacklogRows extends GenericRepository<RingGrant, String> {

    /**
     * Of all tenants, in the order of the primary key; one look into the index of due times for each app. With MIN both servers
     * would read each of its grants; MySQL still does here, where it cannot know the app beforehand.
     */
    @Query("""
            SELECT a.tenant_id, a.app_id, a.status, UTC_TIMESTAMP(6) AS seen_at,
                   (SELECT g.due_at FROM ring_grant g
                     WHERE g.tenant_id = a.tenant_id AND g.app_id = a.app_id AND g.due_at IS NOT NULL
                     ORDER BY g.due_at LIMIT 1) AS due_at
              FROM partner_app a
             WHERE a.tenant_id >= :afterTenant AND (a.tenant_id > :afterTenant OR a.app_id > :afterApp)
             ORDER BY a.tenant_id, a.app_id LIMIT :limit
            """)
    List<Outline> page(String afterTenant, String afterApp, int limit);

    /** One app, if it is still there. */
    @Query("""
            SELECT a.tenant_id, a.app_id, a.status, UTC_TIMESTAMP(6) AS seen_at,
                   (SELECT g.due_at FROM ring_grant g
                     WHERE g.tenant_id = :tenantId AND g.app_id = :appId AND g.due_at IS NOT NULL
                     ORDER BY g.due_at LIMIT 1) AS due_at
              FROM partner_app a WHERE a.tenant_id = :tenantId AND a.app_id = :appId
            """)
    Optional<Outline> outline(String tenantId, String appId);

    /** Counts in the index alone, and stops at the limit. */
    @Query("""
            SELECT COUNT(*) FROM (SELECT due_at FROM ring_grant
                     WHERE tenant_id = :tenantId AND app_id = :appId AND due_at <= UTC_TIMESTAMP(6) LIMIT :limit) AS due
            """)
    int due(String tenantId, String appId, int limit);

    /** Those that fell due last, and those that fall due next. A lease that runs is nothing odd. */
    @Query("""
            SELECT COALESCE(SUM(in_doubt_since IS NOT NULL AND (lease_until IS NULL OR lease_until <= UTC_TIMESTAMP(6))), 0) AS in_doubt,
                   COALESCE(SUM(claim_id IS NOT NULL AND lease_until <= UTC_TIMESTAMP(6)), 0) AS quarantined,
                   COALESCE(SUM(suspect_since IS NOT NULL), 0) AS suspects
              FROM ((SELECT in_doubt_since, claim_id, lease_until, suspect_since FROM ring_grant
                      WHERE tenant_id = :tenantId AND app_id = :appId AND due_at <= UTC_TIMESTAMP(6)
                      ORDER BY due_at DESC LIMIT 1000)
                    UNION ALL
                    (SELECT in_doubt_since, claim_id, lease_until, suspect_since FROM ring_grant
                      WHERE tenant_id = :tenantId AND app_id = :appId AND due_at > UTC_TIMESTAMP(6)
                        AND due_at <= UTC_TIMESTAMP(6) + INTERVAL 80 MINUTE
                      ORDER BY due_at LIMIT 2000)) AS near
            """)
    Odd odd(String tenantId, String appId);

    /**
     * Whether there is anything to see at an app.
     *
     * @param dueAt null if none of its grants has a due time
     * @param seenAt what the database's clock said
     */
    @Introspected
    record Outline(
            String tenantId,
            String appId,
            AppStatus status,
            Instant seenAt,
            @Nullable Instant dueAt) {}

    @Introspected
    record Odd(int inDoubt, int quarantined, int suspects) {}
}
