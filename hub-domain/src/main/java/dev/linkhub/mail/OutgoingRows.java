package dev.linkhub.mail;

import io.micronaut.core.annotation.Introspected;
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
interface OutgoingRows extends GenericRepository<OutgoingRows.Row, String> {

    @Query("""
            INSERT INTO outgoing_mail (tenant_id, mail_id, mail_sealed, for_nobody, attempts, created_at, expires_at)
            VALUES (:tenantId, :mailId, :mailSealed, :forNobody, 0, :now, :expiresAt)
            """)
    void insert(String tenantId, String mailId, byte[] mailSealed, boolean forNobody, Instant now, Instant expiresAt);

    @Query("SELECT * FROM outgoing_mail WHERE tenant_id = :tenantId AND mail_id = :mailId")
    Optional<Row> find(String tenantId, String mailId);

    /** One process at a time, for longer than a mail server may take; whoever finds the lease run out sends once more. */
    @Query("""
            UPDATE outgoing_mail SET attempts = attempts + 1, lease_until = UTC_TIMESTAMP(6) + INTERVAL 4 MINUTE
             WHERE tenant_id = :tenantId AND mail_id = :mailId
               AND (lease_until IS NULL OR lease_until <= UTC_TIMESTAMP(6))
            """)
    int lease(String tenantId, String mailId);

    /** Whoever leased it later keeps it: the number of attempts says so. */
    @Query("""
            UPDATE outgoing_mail SET lease_until = NULL
             WHERE tenant_id = :tenantId AND mail_id = :mailId AND attempts = :attempts
            """)
    int release(String tenantId, String mailId, int attempts);

    @Query("DELETE FROM outgoing_mail WHERE tenant_id = :tenantId AND mail_id = :mailId")
    int delete(String tenantId, String mailId);

    /** Of all tenants, in the order of the primary key, in which each tenant's oldest comes first. Stops at the limit. */
    @Query("""
            SELECT COUNT(*) AS mails, COALESCE(TIMESTAMPDIFF(MICROSECOND, MIN(created_at), UTC_TIMESTAMP(6)), 0) AS oldest_micros
              FROM (SELECT created_at FROM outgoing_mail ORDER BY tenant_id, mail_id LIMIT :limit) AS first_mails
            """)
    Waiting waiting(int limit);

    @Introspected
    record Waiting(int mails, long oldestMicros) {}

    @MappedEntity("outgoing_mail")
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps VARBINARY to an array; rows are not compared.
    record Row(
            String tenantId,
            @Id String mailId,
            byte[] mailSealed,
            boolean forNobody,
            int attempts,
            @Nullable Instant leaseUntil,
            Instant createdAt,
            Instant expiresAt) {}
}
