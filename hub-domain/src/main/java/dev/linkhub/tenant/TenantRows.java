package dev.linkhub.tenant;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface TenantRows extends GenericRepository<Tenant, String> {

    @Query("INSERT IGNORE INTO tenant (tenant_id, slug, name, created_at) VALUES (:tenantId, :slug, :name, :createdAt)")
    int insertUnlessSlugTaken(String tenantId, String slug, String name, Instant createdAt);

    @Query("SELECT * FROM tenant WHERE slug = :slug")
    Optional<Tenant> findBySlug(String slug);

    @Query("SELECT * FROM tenant WHERE tenant_id = :tenantId")
    Optional<Tenant> findByTenantId(String tenantId);

    @Query("SELECT * FROM tenant WHERE tenant_id > :after ORDER BY tenant_id LIMIT :limit")
    List<Tenant> page(String after, int limit);
}
