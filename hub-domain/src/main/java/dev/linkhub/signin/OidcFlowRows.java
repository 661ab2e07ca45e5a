package dev.linkhub.signin;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

@JdbcRepository(dialect = Dialect.MYSQL)
interface OidcFlowRows extends GenericRepository<OidcFlowRows.Row, String> {

    @Query("""
            INSERT INTO oidc_flow (tenant_id, flow_id, state_sha256, browser_sha256, secrets_sealed, method_version, next_path,
                   source, expires_at)
            VALUES (:tenantId, :flowId, :stateSha256, :browserSha256, :secretsSealed, :methodVersion, :nextPath, :source,
                   :expiresAt)
            """)
    void insert(
            String tenantId,
            String flowId,
            byte[] stateSha256,
            byte[] browserSha256,
            byte[] secretsSealed,
            int methodVersion,
            @Nullable String nextPath,
            String source,
            Instant expiresAt);

    /** All but the newest so many of one source, newest first. */
    @Query("""
            SELECT flow_id FROM oidc_flow WHERE tenant_id = :tenantId AND source = :source
             ORDER BY expires_at DESC, flow_id DESC LIMIT :most OFFSET :newest
            """)
    List<String> beyond(String tenantId, String source, int newest, int most);

    @Query("SELECT * FROM oidc_flow WHERE tenant_id = :tenantId AND flow_id = :flowId")
    Optional<Row> find(String tenantId, String flowId);

    /** 1 for whoever comes first, and 0 for all after. */
    @Query("DELETE FROM oidc_flow WHERE tenant_id = :tenantId AND flow_id = :flowId")
    int delete(String tenantId, String flowId);

    @Query("DELETE FROM oidc_flow WHERE tenant_id = :tenantId AND expires_at <= :until LIMIT :most")
    int deleteExpired(String tenantId, Instant until, int most);

    @Query("SELECT expires_at FROM oidc_flow WHERE tenant_id = :tenantId ORDER BY expires_at LIMIT 1")
    Optional<Instant> firstToExpire(String tenantId);

    @MappedEntity("oidc_flow")
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps BINARY to an array; rows are not compared.
    record Row(
            String tenantId,
            @Id String flowId,
            byte[] stateSha256,
            byte[] browserSha256,
            byte[] secretsSealed,
            int methodVersion,
            @Nullable String nextPath,
            String source,
            Instant expiresAt) {}
}
