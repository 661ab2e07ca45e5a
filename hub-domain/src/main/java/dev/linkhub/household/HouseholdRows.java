package dev.linkhub.household;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface HouseholdRows extends GenericRepository<Household, String> {

    @Query("""
            INSERT INTO household (tenant_id, household_id, issuer, subject, account_name, created_at)
            VALUES (:tenantId, :householdId, :issuer, :subject, :accountName, :now)
            ON DUPLICATE KEY UPDATE account_name = VALUES(account_name)
            """)
    void insertOrRename(
            String tenantId, String householdId, String issuer, String subject, String accountName, Instant now);

    @Query("SELECT * FROM household WHERE tenant_id = :tenantId AND issuer = :issuer AND subject = :subject")
    Optional<Household> bySubject(String tenantId, String issuer, String subject);

    @Query("SELECT household_id FROM household WHERE tenant_id = :tenantId AND issuer = :issuer LIMIT 1")
    Optional<String> any(String tenantId, String issuer);

    @Query("SELECT * FROM household WHERE tenant_id = :tenantId AND household_id = :householdId")
    Optional<Household> byId(String tenantId, String householdId);
}
