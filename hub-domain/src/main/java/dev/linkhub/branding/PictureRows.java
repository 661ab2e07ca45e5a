package dev.linkhub.branding;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface PictureRows extends GenericRepository<PictureRows.Row, String> {

    /** Whoever changes the tenant's branding does so alone, until the caller's transaction ends. */
    @Query("SELECT tenant_id FROM tenant WHERE tenant_id = :tenantId FOR UPDATE")
    Optional<String> lock(String tenantId);

    @Query("SELECT tenant_id, kind, source_url, sha256 FROM brand_picture WHERE tenant_id = :tenantId")
    List<Row> list(String tenantId);

    @Query("SELECT tenant_id, png FROM brand_picture WHERE tenant_id = :tenantId AND kind = :kind AND sha256 = :sha256")
    Optional<Png> png(String tenantId, String kind, String sha256);

    @Query("""
            INSERT INTO brand_picture (tenant_id, kind, source_url, sha256, png, fetched_at)
            VALUES (:tenantId, :kind, :sourceUrl, :sha256, :png, :now)
            ON DUPLICATE KEY UPDATE source_url = VALUES(source_url), sha256 = VALUES(sha256), png = VALUES(png),
                   fetched_at = VALUES(fetched_at)
            """)
    void put(String tenantId, String kind, String sourceUrl, String sha256, byte[] png, Instant now);

    @Query("DELETE FROM brand_picture WHERE tenant_id = :tenantId AND kind = :kind")
    void delete(String tenantId, String kind);

    /** Without the picture itself. */
    @MappedEntity("brand_picture")
    record Row(@Id String tenantId, String kind, String sourceUrl, String sha256) {

        boolean isOf(PictureKind which, String address) {
            return kind.equals(which.text()) && sourceUrl.equals(address);
        }
    }

    /** The picture itself. */
    @MappedEntity("brand_picture")
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps MEDIUMBLOB to an array; rows are not compared.
    record Png(@Id String tenantId, byte[] png) {}
}
