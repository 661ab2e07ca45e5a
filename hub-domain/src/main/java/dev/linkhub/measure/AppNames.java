package dev.linkhub.measure;

import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Looks up what apps are called: {@code tenant-slug/app-slug}, neither of which ever changes. */
@Singleton
public class AppNames {

    private final BusiestApps busiest;
    private final Tenants tenants;
    private final PartnerApps apps;

    AppNames(BusiestApps busiest, Tenants tenants, PartnerApps apps) {
        this.busiest = busiest;
        this.tenants = tenants;
        this.apps = apps;
    }

    /** For those that have no name yet. Asks the database about each of them, and not at all if there are none. */
    public void lookUp() {
        for (AppKey app : busiest.nameless()) {
            busiest.name(app, nameOf(app));
        }
    }

    private Optional<String> nameOf(AppKey app) {
        TenantScope tenant = new TenantScope(app.tenantId());
        Optional<PartnerApp> found = apps.findById(tenant, app.appId());
        return found.map(one -> tenants.of(tenant).slug() + "/" + one.slug());
    }
}
