package dev.linkhub.signin;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Micronaut Data does not see where JSpecify's annotation stands on an array, so arrays have its own as well. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface SignInMethodRows extends GenericRepository<SignInMethodRows.Row, String> {

    @Query("SELECT * FROM sign_in_method WHERE tenant_id = :tenantId")
    Optional<Row> find(String tenantId);

    /** For a change: one at a time. */
    @Query("""
            INSERT INTO sign_in_method (tenant_id, type, version, updated_at) VALUES (:tenantId, 'hub', 0, :now)
            ON DUPLICATE KEY UPDATE tenant_id = VALUES(tenant_id)
            """)
    void lockOrInsert(String tenantId, Instant now);

    @Query("""
            UPDATE sign_in_method
               SET type = :type, issuer = :issuer, client_id = :clientId, client_secret_sealed = :clientSecretSealed,
                   scopes = :scopes, version = :version, updated_at = :now
             WHERE tenant_id = :tenantId
            """)
    void update(
            String tenantId,
            String type,
            @Nullable String issuer,
            @Nullable String clientId,
            @io.micronaut.core.annotation.Nullable byte @Nullable [] clientSecretSealed,
            @Nullable String scopes,
            int version,
            Instant now);

    @MappedEntity("sign_in_method")
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps VARBINARY to an array; rows are not compared.
    record Row(
            @Id String tenantId,
            String type,
            @Nullable String issuer,
            @Nullable String clientId,
            @io.micronaut.core.annotation.Nullable byte @Nullable [] clientSecretSealed,
            @Nullable String scopes,
            int version,
            Instant updatedAt) {}
}
