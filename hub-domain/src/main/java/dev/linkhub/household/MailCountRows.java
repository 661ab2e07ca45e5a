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
interface MailCountRows extends GenericRepository<MailCountRows.Row, String> {

    @Query("""
            INSERT IGNORE INTO account_mail_count (tenant_id, subject_sha256, asked, forgotten_at)
            VALUES (:tenantId, :subject, 0, :windowEnd)
            """)
    void insertIfNone(String tenantId, byte[] subject, Instant windowEnd);

    /** The window ends an hour after its first mail. A column is read only before it is assigned. */
    @Query("""
            UPDATE account_mail_count
               SET asked = IF(forgotten_at > :now, asked + 1, 1),
                   forgotten_at = IF(forgotten_at > :now, forgotten_at, :windowEnd)
             WHERE tenant_id = :tenantId AND subject_sha256 = :subject AND (forgotten_at <= :now OR asked < :most)
            """)
    int count(String tenantId, byte[] subject, int most, Instant now, Instant windowEnd);

    @Query("SELECT * FROM account_mail_count WHERE tenant_id = :tenantId AND subject_sha256 = :subject")
    Optional<Row> find(String tenantId, byte[] subject);

    @Query("DELETE FROM account_mail_count WHERE tenant_id = :tenantId AND forgotten_at <= :now LIMIT :most")
    int deleteForgotten(String tenantId, Instant now, int most);

    @Query("SELECT forgotten_at FROM account_mail_count WHERE tenant_id = :tenantId ORDER BY forgotten_at LIMIT 1")
    Optional<Instant> firstToForget(String tenantId);

    @MappedEntity("account_mail_count")
    @SuppressWarnings("ArrayRecordComponent") // Micronaut Data maps BINARY to an array; rows are not compared.
    record Row(String tenantId, @Id byte[] subjectSha256, int asked, Instant forgottenAt) {}
}
