package dev.linkhub.tenant;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/** An integrator organisation. */
@MappedEntity("tenant")
public record Tenant(@Id String tenantId, String slug, String name, Instant createdAt) {

    /** What this tenant's keys, sessions and jobs may touch. */
    public TenantScope scope() {
        return new TenantScope(tenantId);
    }
}
