package dev.linkhub.branding;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;

/** How each tenant's pages look. */
@Singleton
public class Brandings {

    private final BrandingRows rows;
    private final Tenants tenants;
    private final AuditTrail audit;
    private final Clock clock;

    Brandings(BrandingRows rows, Tenants tenants, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.tenants = tenants;
        this.audit = audit;
        this.clock = clock;
    }

    /** What the tenant has set, or else its own name in the hub's colour. */
    public Branding of(TenantScope tenant) {
        return rows.find(tenant.tenantId())
                .map(BrandingRows.Row::branding)
                .orElseGet(() -> Branding.byDefault(tenants.of(tenant).name()));
    }

    /**
     * Replaces the whole branding; what is null is unset.
     *
     * @return as stored: names without surrounding spaces, the colour in lower case, the language tag in its usual form
     * @throws dev.linkhub.refusal.InvalidInput naming each field that cannot be taken
     */
    @Transactional
    public Branding put(TenantScope tenant, Branding wanted, Actor by) {
        wanted.check();
        Branding branding = wanted.normalised();
        rows.put(
                tenant.tenantId(),
                branding.displayName(),
                branding.primaryColor(),
                branding.logoUrl(),
                branding.supportEmail(),
                branding.supportUrl(),
                branding.locale(),
                clock.instant());
        audit.record(tenant, by, "branding.changed", tenant.tenantId(), branding.displayName());
        return branding;
    }
}
