package dev.linkhub.household;

import dev.linkhub.id.PublicIds;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Optional;

/** A tenant's end users. */
@Singleton
public class Households {

    /** The issuer of accounts that the hub keeps itself. No OpenID Connect issuer can be this: theirs are https addresses. */
    public static final String HUB = "hub";

    private final HouseholdRows rows;
    private final PublicIds ids;
    private final Clock clock;

    Households(HouseholdRows rows, PublicIds ids, Clock clock) {
        this.rows = rows;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * The household that an issuer's subject is, made on first sight. Two at once get the same one.
     *
     * @param accountName what the user goes by today; replaces what was kept
     */
    @Transactional
    public Household findOrCreate(TenantScope tenant, String issuer, String subject, String accountName) {
        rows.insertOrRename(tenant.tenantId(), ids.next("hh"), issuer, subject, accountName, clock.instant());
        return bySubject(tenant, issuer, subject).orElseThrow();
    }

    /** As the issuer names it. */
    public Optional<Household> bySubject(TenantScope tenant, String issuer, String subject) {
        return rows.bySubject(tenant.tenantId(), issuer, subject);
    }

    /** Whether anybody is known as this issuer names them. */
    public boolean hasAny(TenantScope tenant, String issuer) {
        return rows.any(tenant.tenantId(), issuer).isPresent();
    }

    /** By id. */
    public Optional<Household> find(TenantScope tenant, String householdId) {
        return rows.byId(tenant.tenantId(), householdId);
    }
}
