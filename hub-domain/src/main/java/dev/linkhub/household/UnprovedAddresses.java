package dev.linkhub.household;

import dev.linkhub.tenant.TenantScope;
import jakarta.inject.Singleton;
import java.util.Optional;

/** The addresses that prove nothing yet. */
@Singleton
public class UnprovedAddresses {

    private final AccountRows rows;

    UnprovedAddresses(AccountRows rows) {
        this.rows = rows;
    }

    /** The address of a household's account here; empty once it is proved, and for whoever signs in with a provider. */
    public Optional<String> of(TenantScope tenant, String householdId) {
        return rows.unproved(tenant.tenantId(), householdId, Households.HUB).map(AccountRows.Row::email);
    }
}
