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
interface PendingAccountRows extends GenericRepository<PendingAccountRows.Row, String> {

    @Query("""
            INSERT INTO pending_account (tenant_id, token_sha256, email, password_hash, expires_at)
            VALUES (:tenantId, :token, :email, :passwordHash, :expiresAt)
            """)
    void insert(String tenantId, byte[] token, String email, String passwordHash, Instant expiresAt);

    @Query("SELECT * FROM pending_account WHERE tenant_id = :tenantId AND token_sha256 = :token AND expires_at > :now")
    Optional<Row> alive(String tenantId, byte[] token, Instant now);

    /** 1 for whoever comes first, and 0 for all after. */
    @Query("DELETE FROM pending_account WHERE tenant_id = :tenantId AND token_sha256 = :token")
    int use(String tenantId, byte[] token);

    @Query("DELETE FROM pending_account WHERE tenant_id = :tenantId AND expires_at <= :now LIMIT :most")
    int deleteExpired(String tenantId, Instant now, int most);

    @Query("SELECT expires_at FROM pending_account WHERE tenant_id = :tenantId ORDER BY expires_at LIMIT 1")
    Optional<Instant> firstToExpire(String tenantId);

    @MappedEntity("pending_account")
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps BINARY to an array; rows are not compared.
    record Row(String tenantId, @Id byte[] tokenSha256, String email, String passwordHash, Instant expiresAt) {

        @Override
        public String toString() {
            return "Row[a pending account of " + tenantId + "]";
        }
    }
}
