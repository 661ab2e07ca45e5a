package dev.linkhub.household;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.tenant.TenantScope;
import jakarta.inject.Singleton;
import java.time.Clock;

/** Notes that an account's owner reads the mail that goes to its address. */
@Singleton
class ProvenAddresses {

    private final AccountRows rows;
    private final Households households;
    private final AuditTrail audit;
    private final Clock clock;

    ProvenAddresses(AccountRows rows, Households households, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.households = households;
        this.audit = audit;
        this.clock = clock;
    }

    /** Notes it once. In the caller's transaction. */
    void note(TenantScope tenant, String accountId) {
        if (rows.verified(tenant.tenantId(), accountId, clock.instant()) == 1) {
            households
                    .bySubject(tenant, Households.HUB, accountId)
                    .ifPresent(household -> audit.record(
                            tenant, new Actor(household.householdId()), "account.address_verified", accountId, ""));
        }
    }
}
