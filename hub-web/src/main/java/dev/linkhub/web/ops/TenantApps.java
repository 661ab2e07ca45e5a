package dev.linkhub.web.ops;

import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.tenant.Tenants;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Apps by what stands in the operators' addresses. */
@Singleton
class TenantApps {

    private final Tenants tenants;
    private final PartnerApps apps;

    TenantApps(Tenants tenants, PartnerApps apps) {
        this.tenants = tenants;
        this.apps = apps;
    }

    Optional<Found> find(String tenantSlug, String app) {
        return tenants.bySlug(tenantSlug)
                .flatMap(tenant -> apps.find(tenant.scope(), app).map(found -> new Found(tenant, found)));
    }

    /** An app and whose it is. */
    record Found(Tenant tenant, PartnerApp app) {

        String path() {
            return Rows.App.of(tenant, app).path();
        }
    }
}
