package dev.linkhub.household;

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
interface AccountRows extends GenericRepository<AccountRows.Row, String> {

    @Query("""
            INSERT IGNORE INTO household_account (tenant_id, account_id, email, password_hash, created_at)
            VALUES (:tenantId, :accountId, :email, :passwordHash, :now)
            """)
    int insertUnlessEmailTaken(String tenantId, String accountId, String email, String passwordHash, Instant now);

    @Query("SELECT * FROM household_account WHERE tenant_id = :tenantId AND email = :email")
    Optional<Row> byEmail(String tenantId, String email);

    @Query("SELECT * FROM household_account WHERE tenant_id = :tenantId AND account_id = :accountId")
    Optional<Row> byId(String tenantId, String accountId);

    /** {@link #byId}, with its row locked until the caller's transaction ends. */
    @Query("SELECT * FROM household_account WHERE tenant_id = :tenantId AND account_id = :accountId FOR UPDATE")
    Optional<Row> lock(String tenantId, String accountId);

    @Query("""
            SELECT a.* FROM household h
              JOIN household_account a ON a.tenant_id = h.tenant_id AND a.account_id = h.subject
             WHERE h.tenant_id = :tenantId AND h.household_id = :householdId AND h.issuer = :issuer
               AND a.email_verified_at IS NULL
            """)
    Optional<Row> unproved(String tenantId, String householdId, String issuer);

    @Query("""
            UPDATE household_account SET email_verified_at = :now
             WHERE tenant_id = :tenantId AND account_id = :accountId AND email_verified_at IS NULL
            """)
    int verified(String tenantId, String accountId, Instant now);

    @Query("""
            UPDATE household_account SET password_hash = :passwordHash
             WHERE tenant_id = :tenantId AND account_id = :accountId
            """)
    int changePassword(String tenantId, String accountId, String passwordHash);

    @MappedEntity("household_account")
    record Row(
            String tenantId,
            @Id String accountId,
            String email,
            String passwordHash,
            Instant createdAt,
            @Nullable Instant emailVerifiedAt) {

        @Override
        public String toString() {
            return "Row[" + accountId + " of " + tenantId + "]";
        }
    }
}
