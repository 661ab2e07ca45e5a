package dev.linkhub.device;

import dev.linkhub.ring.DeviceKind;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface DeviceRows extends GenericRepository<DeviceRow, String> {

    @Query("SELECT * FROM link_device WHERE tenant_id = :tenantId AND link_id = :linkId ORDER BY ring_device_id")
    List<DeviceRow> ofLink(String tenantId, String linkId);

    @Query("""
            SELECT * FROM link_device WHERE tenant_id = :tenantId AND link_id = :linkId AND ring_device_id = :ringDeviceId
            """)
    Optional<DeviceRow> find(String tenantId, String linkId, String ringDeviceId);

    @Query("SELECT COUNT(*) FROM link_device WHERE tenant_id = :tenantId AND link_id = :linkId")
    int count(String tenantId, String linkId);

    /** The later time of each kind stays, so that it does not matter in what order and how often news come. Null says nothing. */
    @Query("""
            INSERT INTO link_device (tenant_id, link_id, ring_device_id, name_number, added_at, removed_at, online_at, offline_at,
                   last_event_at)
            VALUES (:tenantId, :linkId, :ringDeviceId, 0, :addedAt, :removedAt, :onlineAt, :offlineAt, :lastEventAt)
            ON DUPLICATE KEY UPDATE
                   added_at = COALESCE(GREATEST(added_at, VALUES(added_at)), added_at, VALUES(added_at)),
                   removed_at = COALESCE(GREATEST(removed_at, VALUES(removed_at)), removed_at, VALUES(removed_at)),
                   online_at = COALESCE(GREATEST(online_at, VALUES(online_at)), online_at, VALUES(online_at)),
                   offline_at = COALESCE(GREATEST(offline_at, VALUES(offline_at)), offline_at, VALUES(offline_at)),
                   last_event_at = COALESCE(GREATEST(last_event_at, VALUES(last_event_at)), last_event_at, VALUES(last_event_at))
            """)
    void note(
            String tenantId,
            String linkId,
            String ringDeviceId,
            @Nullable Instant addedAt,
            @Nullable Instant removedAt,
            @Nullable Instant onlineAt,
            @Nullable Instant offlineAt,
            @Nullable Instant lastEventAt);

    @Query("""
            UPDATE link_device SET name_sealed = :nameSealed, name_number = :nameNumber
             WHERE tenant_id = :tenantId AND link_id = :linkId AND ring_device_id = :ringDeviceId
               AND name_number = :nameNumber - 1
            """)
    int name(String tenantId, String linkId, String ringDeviceId, byte[] nameSealed, int nameNumber);

    @Query("""
            UPDATE link_device SET kind = :kind
             WHERE tenant_id = :tenantId AND link_id = :linkId AND ring_device_id = :ringDeviceId
            """)
    int kind(String tenantId, String linkId, String ringDeviceId, DeviceKind kind);

    /** What was added after the link's end is another installation's. */
    @Query("""
            UPDATE link_device SET removed_at = :at
             WHERE tenant_id = :tenantId AND link_id = :linkId AND (added_at IS NULL OR added_at <= :at)
               AND (removed_at IS NULL OR (added_at > removed_at AND removed_at < :at))
            """)
    int removeAll(String tenantId, String linkId, Instant at);

    @Query("DELETE FROM link_device WHERE tenant_id = :tenantId AND link_id = :linkId")
    int deleteOfLink(String tenantId, String linkId);

    @Query("""
            DELETE FROM link_device WHERE tenant_id = :tenantId AND removed_at <= :until
               AND (added_at IS NULL OR added_at <= removed_at) LIMIT :most
            """)
    int deleteRemoved(String tenantId, Instant until, int most);

    @Query("""
            SELECT removed_at FROM link_device WHERE tenant_id = :tenantId AND removed_at IS NOT NULL
               AND (added_at IS NULL OR added_at <= removed_at) ORDER BY removed_at LIMIT 1
            """)
    Optional<Instant> firstRemoved(String tenantId);

    @Query("""
            DELETE FROM link_device WHERE tenant_id = :tenantId AND link_id IN (
                SELECT link_id FROM account_link WHERE tenant_id = :tenantId AND app_id = :appId)
            """)
    int deleteOfApp(String tenantId, String appId);
}
