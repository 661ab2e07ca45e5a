package dev.linkhub.partnerapp;

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
interface AppRows extends GenericRepository<PartnerApp, String> {

    @Query("""
            INSERT IGNORE INTO partner_app (tenant_id, app_id, slug, name, credential_version, status, pause_reason,
                   paused_at, probes, created_at, updated_at, sandbox_of)
            VALUES (:tenantId, :appId, :slug, :name, 0, 'PAUSED', 'NO_CREDENTIALS', :now, 0, :now, :now, :sandboxOf)
            """)
    int insertUnlessTaken(
            String tenantId, String appId, String slug, String name, @Nullable String sandboxOf, Instant now);

    @Query("""
            INSERT INTO app_endpoint (tenant_id, app_id, environment, endpoint_key)
            VALUES (:tenantId, :appId, :environment, :endpointKey)
            """)
    void insertEndpoint(String tenantId, String appId, Environment environment, String endpointKey);

    @Query("""
            SELECT * FROM partner_app
             WHERE tenant_id = :tenantId AND (app_id = :idOrSlug OR slug = :idOrSlug) AND sandbox_of IS NULL
            """)
    Optional<PartnerApp> find(String tenantId, String idOrSlug);

    @Query("SELECT * FROM partner_app WHERE tenant_id = :tenantId AND app_id = :appId")
    Optional<PartnerApp> findAny(String tenantId, String appId);

    @Query("SELECT * FROM partner_app WHERE tenant_id = :tenantId AND sandbox_of = :appId")
    Optional<PartnerApp> findSandbox(String tenantId, String appId);

    @Query("""
            SELECT * FROM partner_app WHERE tenant_id = :tenantId AND app_id > :after AND sandbox_of IS NULL
             ORDER BY app_id LIMIT :limit
            """)
    List<PartnerApp> page(String tenantId, String after, int limit);

    @Query("SELECT * FROM partner_app WHERE tenant_id = :tenantId AND app_id > :after ORDER BY app_id LIMIT :limit")
    List<PartnerApp> pageOfAll(String tenantId, String after, int limit);

    @Query("""
            SELECT client_id, client_secret_sealed, hmac_key_sealed, credential_version, sandbox_of
              FROM partner_app WHERE tenant_id = :tenantId AND app_id = :appId AND client_id IS NOT NULL
            """)
    Optional<SealedCredentials> credentials(String tenantId, String appId);

    @Query("SELECT app_id FROM partner_app WHERE tenant_id = :tenantId AND app_id = :appId FOR UPDATE")
    Optional<String> lock(String tenantId, String appId);

    /** The one look-up that cannot carry a tenant: the key is how we learn it. */
    @Query("SELECT tenant_id, app_id, environment FROM app_endpoint WHERE endpoint_key = :endpointKey")
    Optional<EndpointRow> findEndpoint(String endpointKey);

    @Query(
            "SELECT endpoint_key FROM app_endpoint WHERE tenant_id = :tenantId AND app_id = :appId AND environment = :environment")
    Optional<String> endpointKey(String tenantId, String appId, Environment environment);

    @Query("UPDATE partner_app SET name = :name, updated_at = :now WHERE tenant_id = :tenantId AND app_id = :appId")
    int rename(String tenantId, String appId, String name, Instant now);

    @Query("""
            UPDATE partner_app
               SET client_id = :clientId, client_secret_sealed = :clientSecretSealed, hmac_key_sealed = :hmacKeySealed,
                   credential_version = :version, hmac_verified_at = IF(:hmacChanged, NULL, hmac_verified_at),
                   status = IF(pause_reason = 'FROZEN', status, 'ACTIVE'),
                   paused_at = IF(pause_reason = 'FROZEN', paused_at, NULL),
                   pause_reason = IF(pause_reason = 'FROZEN', pause_reason, NULL),
                   probe_at = NULL, probes = 0, updated_at = :now
             WHERE tenant_id = :tenantId AND app_id = :appId
            """)
    int replaceCredentials(
            String tenantId,
            String appId,
            String clientId,
            byte[] clientSecretSealed,
            byte[] hmacKeySealed,
            int version,
            boolean hmacChanged,
            Instant now);

    /** Compare-and-set on the credential's version: a late answer to old credentials must not pause new ones. */
    @Query("""
            UPDATE partner_app SET status = 'PAUSED', pause_reason = :reason, paused_at = :now, probe_at = :probeAt, probes = 0
             WHERE tenant_id = :tenantId AND app_id = :appId AND credential_version = :version AND status = 'ACTIVE'
            """)
    int pause(String tenantId, String appId, PauseReason reason, int version, Instant now, Instant probeAt);

    @Query("""
            UPDATE partner_app SET status = 'ACTIVE', pause_reason = NULL, paused_at = NULL, probe_at = NULL, probes = 0
             WHERE tenant_id = :tenantId AND app_id = :appId AND credential_version = :version
               AND pause_reason = 'CREDENTIALS_REJECTED'
            """)
    int resume(String tenantId, String appId, int version);

    /** What waits for its credentials sends nothing as it is. */
    @Query("""
            UPDATE partner_app SET status = 'PAUSED', pause_reason = 'FROZEN', paused_at = :now, probe_at = NULL, probes = 0
             WHERE tenant_id = :tenantId AND app_id = :appId
               AND (status = 'ACTIVE' OR pause_reason = 'CREDENTIALS_REJECTED')
            """)
    int freeze(String tenantId, String appId, Instant now);

    @Query("""
            UPDATE partner_app SET status = 'ACTIVE', pause_reason = NULL, paused_at = NULL
             WHERE tenant_id = :tenantId AND app_id = :appId AND pause_reason = 'FROZEN'
            """)
    int thaw(String tenantId, String appId);

    /** Compare-and-set on the probe's due time: one process probes. */
    @Query("""
            UPDATE partner_app SET probes = probes + 1, probe_at = :next
             WHERE tenant_id = :tenantId AND app_id = :appId AND status = 'PAUSED' AND probe_at <= :now
            """)
    int takeProbe(String tenantId, String appId, Instant now, Instant next);

    @Query("""
            UPDATE partner_app SET hmac_verified_at = :now
             WHERE tenant_id = :tenantId AND app_id = :appId AND credential_version = :version AND hmac_verified_at IS NULL
            """)
    int noteHmacVerified(String tenantId, String appId, int version, Instant now);

    @Query("DELETE FROM partner_app WHERE tenant_id = :tenantId AND app_id = :appId")
    int delete(String tenantId, String appId);

    @Query("DELETE FROM app_endpoint WHERE tenant_id = :tenantId AND app_id = :appId")
    int deleteEndpoints(String tenantId, String appId);

    @Introspected
    record EndpointRow(String tenantId, String appId, Environment environment) {}

    @Introspected
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps VARBINARY to an array; rows are not compared.
    record SealedCredentials(
            String clientId,
            byte[] clientSecretSealed,
            byte[] hmacKeySealed,
            int credentialVersion,
            @Nullable String sandboxOf) {}
}
