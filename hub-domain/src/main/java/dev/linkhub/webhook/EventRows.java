package dev.linkhub.webhook;

import dev.linkhub.partnerapp.Environment;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface EventRows extends GenericRepository<RingEvent, String> {

    @Query("""
            INSERT IGNORE INTO ring_event (tenant_id, app_id, request_id, event_id, environment, ring_account_id, type,
                   happened_at, received_at, body, link_id, subject)
            VALUES (:tenantId, :appId, :requestId, :eventId, :environment, :ringAccountId, :type,
                   :happenedAt, :receivedAt, :body, :linkId, :subject)
            """)
    int insertUnlessKnown(
            String tenantId,
            String appId,
            String requestId,
            String eventId,
            Environment environment,
            @Nullable String ringAccountId,
            String type,
            @Nullable Instant happenedAt,
            Instant receivedAt,
            byte[] body,
            @Nullable String linkId,
            @Nullable String subject);

    @Query("SELECT * FROM ring_event WHERE tenant_id = :tenantId AND app_id = :appId AND request_id = :requestId")
    Optional<RingEvent> find(String tenantId, String appId, String requestId);

    @Query("""
            UPDATE ring_event SET applied_at = :now
             WHERE tenant_id = :tenantId AND app_id = :appId AND request_id = :requestId AND applied_at IS NULL
            """)
    int applied(String tenantId, String appId, String requestId, Instant now);

    @Query(
            "UPDATE ring_event SET applied_at = NULL WHERE tenant_id = :tenantId AND app_id = :appId AND request_id = :requestId")
    int reopen(String tenantId, String appId, String requestId);

    @Query("""
            SELECT * FROM ring_event WHERE tenant_id = :tenantId AND app_id = :appId AND environment = :environment
               AND ring_account_id = :ringAccountId AND type = 'app_integration_removed'
             ORDER BY received_at
            """)
    List<RingEvent> removalsOf(String tenantId, String appId, Environment environment, String ringAccountId);

    @Query("""
            UPDATE ring_event SET link_id = :linkId
             WHERE tenant_id = :tenantId AND app_id = :appId AND environment = :environment
               AND ring_account_id = :ringAccountId AND link_id IS NULL AND received_at >= :since
            """)
    int attach(
            String tenantId, String appId, Environment environment, String ringAccountId, String linkId, Instant since);

    @Query("""
            SELECT tenant_id, app_id, request_id, event_id, environment, ring_account_id, type, happened_at, received_at,
                   applied_at, link_id, subject
              FROM ring_event WHERE tenant_id = :tenantId AND link_id = :linkId AND event_id < :before
             ORDER BY event_id DESC LIMIT :limit
            """)
    List<RingEvent> ofLink(String tenantId, String linkId, String before, int limit);

    /** What is about a device or a subscription of its account; the newest, if there is much already of a link that is claimed. */
    @Query("""
            SELECT tenant_id, app_id, request_id, event_id, environment, ring_account_id, type, happened_at, received_at,
                   applied_at, link_id, subject
              FROM ring_event WHERE tenant_id = :tenantId AND link_id = :linkId AND ring_account_id = :ringAccountId
               AND received_at >= :since AND subject IS NOT NULL
             ORDER BY received_at DESC LIMIT 500
            """)
    List<RingEvent> subjectsOfLink(String tenantId, String linkId, String ringAccountId, Instant since);

    @Query(
            "DELETE FROM ring_event WHERE tenant_id = :tenantId AND received_at <= :until AND link_id IS NULL LIMIT :most")
    int deleteUnlinked(String tenantId, Instant until, int most);

    @Query("DELETE FROM ring_event WHERE tenant_id = :tenantId AND received_at <= :until LIMIT :most")
    int delete(String tenantId, Instant until, int most);

    @Query("""
            SELECT received_at FROM ring_event WHERE tenant_id = :tenantId AND link_id IS NULL ORDER BY received_at LIMIT 1
            """)
    Optional<Instant> firstUnlinked(String tenantId);

    @Query("SELECT received_at FROM ring_event WHERE tenant_id = :tenantId ORDER BY received_at LIMIT 1")
    Optional<Instant> first(String tenantId);
}
