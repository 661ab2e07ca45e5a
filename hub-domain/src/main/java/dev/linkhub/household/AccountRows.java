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
interface AccountRows extends GenericRepository<AccountRows.Row, String> {

    @Query("""
            INSERT IGNORE INTO household_account (tenant_id, account_id, email, password_hash, created_at)
            VALUES (:tenantId, :accountId, :email, :passwordHash, :now)
            """)
    int insertUnlessEmailTaken(String tenantId, String accountId, String email, String passwordHash, Instant now);

    @Query("SELECT * FROM household_account WHERE tenant_id = :tenantId AND email = :email")
    Optional<Row> byEmail(String tenantId, String email);

    @MappedEntity("household_account")
    record Row(String tenantId, @Id String accountId, String email, String passwordHash, Instant createdAt) {

        @Override
        public String toString() {
            return "Row[" + accountId + " of " + tenantId + "]";
        }
    }
}
