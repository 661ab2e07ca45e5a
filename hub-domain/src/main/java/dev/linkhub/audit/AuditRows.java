package dev.linkhub.audit;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.time.Instant;
import java.util.List;

@JdbcRepository(dialect = Dialect.MYSQL)
interface AuditRows extends GenericRepository<AuditEntry, String> {

    @Query("""
            INSERT INTO audit_entry (tenant_id, audit_id, at, actor, action, subject, detail)
            VALUES (:tenantId, :auditId, :at, :actor, :action, :subject, :detail)
            """)
    void insert(
            String tenantId, String auditId, Instant at, String actor, String action, String subject, String detail);

    @Query("""
            SELECT * FROM audit_entry WHERE tenant_id = :tenantId AND audit_id < :before
             ORDER BY audit_id DESC LIMIT :limit
            """)
    List<AuditEntry> newestFirst(String tenantId, String before, int limit);
}
