package dev.linkhub.household;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface AccountTokenRows extends GenericRepository<AccountTokenRows.Row, String> {

    @Query("""
            INSERT INTO account_token (tenant_id, token_sha256, purpose, account_id, expires_at)
            VALUES (:tenantId, :token, :purpose, :accountId, :expiresAt)
            """)
    void insert(String tenantId, byte[] token, TokenPurpose purpose, String accountId, Instant expiresAt);

    @Query("""
            SELECT * FROM account_token
             WHERE tenant_id = :tenantId AND token_sha256 = :token AND purpose = :purpose AND expires_at > :now
            """)
    Optional<Row> alive(String tenantId, byte[] token, TokenPurpose purpose, Instant now);

    @Query("""
            SELECT COUNT(*) FROM account_token
             WHERE tenant_id = :tenantId AND account_id = :accountId AND purpose = :purpose AND expires_at > :now
            """)
    int aliveOf(String tenantId, String accountId, TokenPurpose purpose, Instant now);

    /** 1 for whoever comes first, and 0 for all after. */
    @Query("""
            DELETE FROM account_token
             WHERE tenant_id = :tenantId AND token_sha256 = :token AND purpose = :purpose AND expires_at > :now
            """)
    int use(String tenantId, byte[] token, TokenPurpose purpose, Instant now);

    @Query("DELETE FROM account_token WHERE tenant_id = :tenantId AND account_id = :accountId AND purpose = :purpose")
    int withdraw(String tenantId, String accountId, TokenPurpose purpose);

    @Query("DELETE FROM account_token WHERE tenant_id = :tenantId AND expires_at <= :now LIMIT :most")
    int deleteExpired(String tenantId, Instant now, int most);

    @Query("SELECT expires_at FROM account_token WHERE tenant_id = :tenantId ORDER BY expires_at LIMIT 1")
    Optional<Instant> firstToExpire(String tenantId);

    @MappedEntity("account_token")
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps BINARY to an array; rows are not compared.
    record Row(String tenantId, @Id byte[] tokenSha256, TokenPurpose purpose, String accountId, Instant expiresAt) {}
}
