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

/** In each update a column is read only before it is assigned, so that the order of assignment does not matter. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface SignInFailureRows extends GenericRepository<SignInFailureRows.Row, String> {

    @Query("""
            INSERT IGNORE INTO sign_in_failure (tenant_id, account_sha256, source, failures, forgotten_at)
            VALUES (:tenantId, :account, :source, 0, :windowEnd)
            """)
    void insertIfNone(String tenantId, byte[] account, String source, Instant windowEnd);

    /** The window ends an hour after the last failure. From the one after {@code free} on: 1 s, 2 s, 4 s … */
    @Query("""
            UPDATE sign_in_failure
               SET blocked_until = IF(forgotten_at > :now AND failures >= :free,
                       TIMESTAMPADD(SECOND, LEAST(:longestSeconds, 1 << LEAST(failures - :free, 20)), :now), NULL),
                   failures = IF(forgotten_at > :now, failures + 1, 1),
                   forgotten_at = :windowEnd
             WHERE tenant_id = :tenantId AND account_sha256 = :account AND source = :source
               AND (blocked_until IS NULL OR blocked_until <= :now)
            """)
    int countFromAddress(
            String tenantId,
            byte[] account,
            String source,
            int free,
            int longestSeconds,
            Instant now,
            Instant windowEnd);

    /** The window ends an hour after its first failure, and so does the block. */
    @Query("""
            UPDATE sign_in_failure
               SET blocked_until = IF(forgotten_at > :now AND failures >= :free, forgotten_at, NULL),
                   failures = IF(forgotten_at > :now, failures + 1, 1),
                   forgotten_at = IF(forgotten_at > :now, forgotten_at, :windowEnd)
             WHERE tenant_id = :tenantId AND account_sha256 = :account AND source = :source
               AND (blocked_until IS NULL OR blocked_until <= :now)
            """)
    int countFromAnywhere(String tenantId, byte[] account, String source, int free, Instant now, Instant windowEnd);

    @Query("""
            UPDATE sign_in_failure SET failures = GREATEST(failures - 1, 0), blocked_until = NULL
             WHERE tenant_id = :tenantId AND account_sha256 = :account AND source = :source
            """)
    int takeBack(String tenantId, byte[] account, String source);

    @Query("""
            DELETE FROM sign_in_failure
             WHERE tenant_id = :tenantId AND account_sha256 = :account AND source = :source
            """)
    int delete(String tenantId, byte[] account, String source);

    @Query("DELETE FROM sign_in_failure WHERE tenant_id = :tenantId AND account_sha256 = :account")
    int deleteAll(String tenantId, byte[] account);

    @Query("DELETE FROM sign_in_failure WHERE tenant_id = :tenantId AND forgotten_at <= :now LIMIT :most")
    int deleteForgotten(String tenantId, Instant now, int most);

    @Query("SELECT forgotten_at FROM sign_in_failure WHERE tenant_id = :tenantId ORDER BY forgotten_at LIMIT 1")
    Optional<Instant> firstToForget(String tenantId);

    @Query("""
            SELECT * FROM sign_in_failure
             WHERE tenant_id = :tenantId AND account_sha256 = :account AND source = :source
            """)
    Optional<Row> find(String tenantId, byte[] account, String source);

    @MappedEntity("sign_in_failure")
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps BINARY to an array; rows are not compared.
    record Row(
            String tenantId,
            @Id byte[] accountSha256,
            String source,
            int failures,
            Instant forgottenAt,
            @Nullable Instant blockedUntil) {}
}
