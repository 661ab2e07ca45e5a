package dev.linkhub.linking;

import dev.linkhub.partnerapp.Environment;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface FlowRows extends GenericRepository<LinkingFlow, String> {

    @Query("""
            INSERT INTO linking_flow (tenant_id, flow_id, app_id, environment, browser_sha256, source, nonce_sealed,
                   nonce_sha256, nonce_time, state, created_at, expires_at)
            VALUES (:tenantId, :flowId, :appId, :environment, :browserSha256, :source, :nonceSealed,
                   :nonceSha256, :nonceTime, 'OPEN', :createdAt, :expiresAt)
            """)
    void insert(
            String tenantId,
            String flowId,
            String appId,
            Environment environment,
            byte[] browserSha256,
            String source,
            byte[] nonceSealed,
            byte[] nonceSha256,
            String nonceTime,
            Instant createdAt,
            Instant expiresAt);

    @Query(
            "SELECT COUNT(*) FROM linking_flow WHERE tenant_id = :tenantId AND source = :source AND state = 'OPEN' AND expires_at > :now")
    int openFrom(String tenantId, String source, Instant now);

    @Query("SELECT * FROM linking_flow WHERE tenant_id = :tenantId AND flow_id = :flowId")
    Optional<LinkingFlow> find(String tenantId, String flowId);

    @Query("SELECT * FROM linking_flow WHERE tenant_id = :tenantId AND flow_id = :flowId FOR UPDATE")
    Optional<LinkingFlow> lock(String tenantId, String flowId);

    @Query("""
            UPDATE linking_flow SET household_id = :householdId, grant_id = :grantId
             WHERE tenant_id = :tenantId AND flow_id = :flowId AND state = 'OPEN'
            """)
    int matched(String tenantId, String flowId, String householdId, String grantId);

    @Query(
            "UPDATE linking_flow SET state = 'CLAIMED', link_id = :linkId WHERE tenant_id = :tenantId AND flow_id = :flowId")
    int claimed(String tenantId, String flowId, String linkId);

    @Query(
            "UPDATE linking_flow SET state = 'DECLINED' WHERE tenant_id = :tenantId AND flow_id = :flowId AND state = 'OPEN'")
    int declined(String tenantId, String flowId);

    @Query("""
            INSERT IGNORE INTO consumed_nonce (tenant_id, app_id, nonce_sha256, flow_id, consumed_at)
            VALUES (:tenantId, :appId, :nonceSha256, :flowId, :now)
            """)
    int consume(String tenantId, String appId, byte[] nonceSha256, String flowId, Instant now);

    @Query(
            "SELECT COUNT(*) FROM consumed_nonce WHERE tenant_id = :tenantId AND app_id = :appId AND nonce_sha256 = :nonceSha256")
    int consumed(String tenantId, String appId, byte[] nonceSha256);

    @Query("DELETE FROM linking_flow WHERE tenant_id = :tenantId AND expires_at <= :until LIMIT :most")
    int deleteEnded(String tenantId, Instant until, int most);

    @Query("DELETE FROM consumed_nonce WHERE tenant_id = :tenantId AND consumed_at <= :until LIMIT :most")
    int deleteConsumed(String tenantId, Instant until, int most);

    @Query("SELECT expires_at FROM linking_flow WHERE tenant_id = :tenantId ORDER BY expires_at LIMIT 1")
    Optional<Instant> firstToEnd(String tenantId);

    @Query("SELECT consumed_at FROM consumed_nonce WHERE tenant_id = :tenantId ORDER BY consumed_at LIMIT 1")
    Optional<Instant> firstConsumed(String tenantId);
}
