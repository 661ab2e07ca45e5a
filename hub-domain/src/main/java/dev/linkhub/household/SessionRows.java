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
interface SessionRows extends GenericRepository<SessionRows.Row, String> {

    @Query("""
            INSERT INTO household_session (tenant_id, session_sha256, household_id, created_at, last_seen_at, expires_at)
            VALUES (:tenantId, :session, :householdId, :now, :now, :expiresAt)
            """)
    void insert(String tenantId, byte[] session, String householdId, Instant now, Instant expiresAt);

    @Query("""
            SELECT * FROM household_session
             WHERE tenant_id = :tenantId AND session_sha256 = :session AND expires_at > :now AND last_seen_at > :idleSince
            """)
    Optional<Row> alive(String tenantId, byte[] session, Instant now, Instant idleSince);

    /** At most once a minute, so that a page that refreshes itself does not write each time. */
    @Query("""
            UPDATE household_session SET last_seen_at = :now
             WHERE tenant_id = :tenantId AND session_sha256 = :session AND last_seen_at < :noLaterThan
            """)
    int touch(String tenantId, byte[] session, Instant now, Instant noLaterThan);

    @Query("DELETE FROM household_session WHERE tenant_id = :tenantId AND session_sha256 = :session")
    int delete(String tenantId, byte[] session);

    @Query("DELETE FROM household_session WHERE tenant_id = :tenantId AND household_id = :householdId")
    int deleteOf(String tenantId, String householdId);

    @Query("DELETE FROM household_session WHERE tenant_id = :tenantId AND expires_at <= :now LIMIT :most")
    int deleteExpired(String tenantId, Instant now, int most);

    @Query("SELECT expires_at FROM household_session WHERE tenant_id = :tenantId ORDER BY expires_at LIMIT 1")
    Optional<Instant> firstToExpire(String tenantId);

    @MappedEntity("household_session")
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps BINARY to an array; rows are not compared.
    record Row(
            String tenantId,
            @Id byte[] sessionSha256,
            String householdId,
            Instant createdAt,
            Instant lastSeenAt,
            Instant expiresAt) {}
}
