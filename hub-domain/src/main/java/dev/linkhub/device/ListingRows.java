package dev.linkhub.device;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface ListingRows extends GenericRepository<ListingRows.Row, String> {

    @Query("SELECT * FROM device_listing WHERE tenant_id = :tenantId AND link_id = :linkId")
    Optional<Row> find(String tenantId, String linkId);

    @Query("""
            INSERT INTO device_listing (tenant_id, link_id, wanted_at, failures) VALUES (:tenantId, :linkId, :now, 0)
            ON DUPLICATE KEY UPDATE wanted_at = :now, failures = 0
            """)
    void want(String tenantId, String linkId, Instant now);

    /** One list at a time and at most two a minute, whoever asks and in however many processes. */
    @Query("""
            UPDATE device_listing SET begun_at = UTC_TIMESTAMP(6)
             WHERE tenant_id = :tenantId AND link_id = :linkId AND wanted_at IS NOT NULL
               AND (begun_at IS NULL OR begun_at <= UTC_TIMESTAMP(6) - INTERVAL 30 SECOND)
            """)
    int begin(String tenantId, String linkId);

    /** Whoever has come to want one since then wants another. */
    @Query("""
            UPDATE device_listing SET wanted_at = NULL, failures = 0
             WHERE tenant_id = :tenantId AND link_id = :linkId AND wanted_at = :wantedAt
            """)
    int settle(String tenantId, String linkId, Instant wantedAt);

    @Query("UPDATE device_listing SET listed_at = :listedAt WHERE tenant_id = :tenantId AND link_id = :linkId")
    int listed(String tenantId, String linkId, Instant listedAt);

    @Query("UPDATE device_listing SET failures = failures + 1 WHERE tenant_id = :tenantId AND link_id = :linkId")
    int failed(String tenantId, String linkId);

    @Query("DELETE FROM device_listing WHERE tenant_id = :tenantId AND link_id = :linkId")
    int deleteOfLink(String tenantId, String linkId);

    @Query("""
            DELETE FROM device_listing WHERE tenant_id = :tenantId AND link_id IN (
                SELECT link_id FROM account_link WHERE tenant_id = :tenantId AND app_id = :appId)
            """)
    int deleteOfApp(String tenantId, String appId);

    @MappedEntity("device_listing")
    record Row(
            String tenantId,
            @Id String linkId,
            @Nullable Instant wantedAt,
            @Nullable Instant begunAt,
            @Nullable Instant listedAt,
            int failures) {}
}
