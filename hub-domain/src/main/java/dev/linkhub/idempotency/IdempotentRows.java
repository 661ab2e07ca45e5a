package dev.linkhub.idempotency;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.Optional;

/** Times are the database's: processes must agree on who is still at work. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface IdempotentRows extends GenericRepository<IdempotentRow, byte[]> {

    @Query("""
            INSERT IGNORE INTO idempotent_request (tenant_id, request_sha256, body_sha256, started_at, forget_at)
            VALUES (:tenantId, :requestSha256, :bodySha256, UTC_TIMESTAMP(6), UTC_TIMESTAMP(6) + INTERVAL 24 HOUR)
            """)
    int insertUnlessThere(String tenantId, byte[] requestSha256, byte[] bodySha256);

    @Query("SELECT * FROM idempotent_request WHERE tenant_id = :tenantId AND request_sha256 = :requestSha256")
    Optional<IdempotentRow> find(String tenantId, byte[] requestSha256);

    /** Whoever began it has died since: nothing we do takes that long. */
    @Query("""
            UPDATE idempotent_request SET started_at = UTC_TIMESTAMP(6), forget_at = UTC_TIMESTAMP(6) + INTERVAL 24 HOUR
             WHERE tenant_id = :tenantId AND request_sha256 = :requestSha256
               AND status IS NULL AND started_at < UTC_TIMESTAMP(6) - INTERVAL :afterSeconds SECOND
            """)
    int takeOver(String tenantId, byte[] requestSha256, int afterSeconds);

    /** {@code startedAt} says whose turn it is: a caller that was taken over changes nothing. */
    @Query("""
            UPDATE idempotent_request
               SET status = :status, answer_sealed = :answerSealed,
                   forget_at = UTC_TIMESTAMP(6) + INTERVAL :keepSeconds SECOND
             WHERE tenant_id = :tenantId AND request_sha256 = :requestSha256
               AND status IS NULL AND started_at = :startedAt
            """)
    int finish(
            String tenantId, byte[] requestSha256, Instant startedAt, int status, byte[] answerSealed, int keepSeconds);

    @Query("""
            DELETE FROM idempotent_request
             WHERE tenant_id = :tenantId AND request_sha256 = :requestSha256
               AND status IS NULL AND started_at = :startedAt
            """)
    int release(String tenantId, byte[] requestSha256, Instant startedAt);

    /** A secret answer goes before its key does. */
    @Query("""
            UPDATE idempotent_request SET answer_sealed = NULL, forget_at = started_at + INTERVAL 24 HOUR
             WHERE tenant_id = :tenantId AND forget_at <= UTC_TIMESTAMP(6)
               AND answer_sealed IS NOT NULL AND started_at > UTC_TIMESTAMP(6) - INTERVAL 24 HOUR
            """)
    int forgetAnswers(String tenantId);

    @Query("""
            DELETE FROM idempotent_request WHERE tenant_id = :tenantId AND forget_at <= UTC_TIMESTAMP(6) LIMIT :limit
            """)
    int forget(String tenantId, int limit);

    /** Until the next one need not be kept any longer. */
    @Query("""
            SELECT TIMESTAMPDIFF(MICROSECOND, UTC_TIMESTAMP(6), forget_at) FROM idempotent_request
             WHERE tenant_id = :tenantId ORDER BY forget_at LIMIT 1
            """)
    Optional<Long> microsToNext(String tenantId);
}
