package dev.linkhub.audit;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * One thing that was done.
 *
 * @param action in the past tense with dots, such as {@code access_token.disclosed}
 * @param subject the id of what it was done to
 * @param detail for people; never holds a secret
 */
@MappedEntity("audit_entry")
public record AuditEntry(
        String tenantId, @Id String auditId, Instant at, String actor, String action, String subject, String detail) {}
