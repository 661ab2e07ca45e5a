package dev.linkhub.household;

import dev.linkhub.tenant.TenantScope;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;

/**
 * An end user of a tenant.
 *
 * @param issuer who vouches for the subject: an OpenID Connect issuer, or {@link Households#HUB} for the hub itself
 * @param accountName what the user goes by with the issuer, mostly an e-mail address; show {@link #maskedName()}
 */
@MappedEntity("household")
public record Household(
        String tenantId, @Id String householdId, String issuer, String subject, String accountName, Instant createdAt) {

    /** Whose user it is. */
    public TenantScope scope() {
        return new TenantScope(tenantId);
    }

    /** The account name as pages and logs may show it. */
    public MaskedName maskedName() {
        return MaskedName.of(accountName);
    }

    @Override
    public String toString() {
        return "Household[" + householdId + " of " + tenantId + "]";
    }
}
