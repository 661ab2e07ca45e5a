package dev.linkhub.tenant;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface ApiKeyRows extends GenericRepository<ApiKey, String> {

    @Query("""
            INSERT INTO api_key (tenant_id, api_key_id, name, scopes, reach, secret_sha256, created_by, created_at, expires_at)
            VALUES (:tenantId, :apiKeyId, :name, :scopes, :reach, :secretSha256, :createdBy, :createdAt, :expiresAt)
            """)
    void insert(
            String tenantId,
            String apiKeyId,
            String name,
            String scopes,
            KeyReach reach,
            byte[] secretSha256,
            String createdBy,
            Instant createdAt,
            @Nullable Instant expiresAt);

    /** The one look-up that cannot carry a tenant: the key is how we learn it. */
    @Query("SELECT * FROM api_key WHERE api_key_id = :apiKeyId")
    Optional<ApiKey> findByApiKeyId(String apiKeyId);

    @Query("SELECT * FROM api_key WHERE tenant_id = :tenantId AND api_key_id > :after ORDER BY api_key_id LIMIT :limit")
    List<ApiKey> page(String tenantId, String after, int limit);

    @Query("DELETE FROM api_key WHERE tenant_id = :tenantId AND api_key_id = :apiKeyId")
    int delete(String tenantId, String apiKeyId);

    /** At most once a minute, so that a busy key does not write at each call. */
    @Query("""
            UPDATE api_key SET last_used_at = :now
             WHERE tenant_id = :tenantId AND api_key_id = :apiKeyId AND (last_used_at IS NULL OR last_used_at < :noLaterThan)
            """)
    int touch(String tenantId, String apiKeyId, Instant now, Instant noLaterThan);
}
