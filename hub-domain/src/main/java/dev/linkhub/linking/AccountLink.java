package dev.linkhub.linking;

import dev.linkhub.partnerapp.Environment;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The lasting association of a household and a Ring account. Keeps its id over remove-and-reconnect.
 *
 * @param grantId its current grant
 * @param accountIdentifier the masked name of the household's account that the Ring user sees
 * @param claimNumber rises with each claim
 * @param externalId the integrator's own name for it
 * @param metadata the integrator's own notes, a JSON object
 * @param linkedAt when Ring last confirmed it for good
 */
@MappedEntity("account_link")
public record AccountLink(
        String tenantId,
        @Id String linkId,
        String appId,
        Environment environment,
        String householdId,
        String ringAccountId,
        String grantId,
        String accountIdentifier,
        LinkState state,
        int claimNumber,
        @Nullable Instant postSentAt,
        int stepFailures,
        @Nullable String externalId,
        @Nullable String metadata,
        Instant createdAt,
        Instant claimedAt,
        @Nullable Instant linkedAt,
        @Nullable Instant removedAt) {

    /** Whose it is. */
    public TenantScope scope() {
        return new TenantScope(tenantId);
    }
}
