package dev.linkhub.health;

import dev.linkhub.linking.LinkState;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A link with what its grant says of its health.
 *
 * @param dueAt when it is to be refreshed next; null if never again
 * @param reason why it is UNHEALTHY: an {@code UnhealthyReason}, or REPLACED
 */
@MappedEntity("link_status")
public record LinkStatus(
        String tenantId,
        @Id String linkId,
        String appId,
        Environment environment,
        String householdId,
        String ringAccountId,
        String grantId,
        String accountIdentifier,
        LinkState state,
        @Nullable String externalId,
        @Nullable String metadata,
        Instant createdAt,
        Instant claimedAt,
        @Nullable Instant linkedAt,
        @Nullable Instant removedAt,
        int generation,
        @Nullable Instant accessExpiresAt,
        @Nullable Instant refreshExpiresAt,
        @Nullable Instant dueAt,
        @Nullable Instant lastRefreshedAt,
        LinkHealth health,
        @Nullable String reason) {

    /** Whose it is. */
    public TenantScope scope() {
        return new TenantScope(tenantId);
    }
}
