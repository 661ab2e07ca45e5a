package dev.linkhub.grant;

import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Sweepable;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Grants that nobody has claimed, of all of a tenant's apps. */
@Singleton
class PoolSweep implements Sweepable {

    private static final int APPS_PER_PAGE = 200;

    private final PartnerApps apps;
    private final Grants grants;

    PoolSweep(PartnerApps apps, Grants grants) {
        this.apps = apps;
        this.grants = grants;
    }

    @Override
    public Optional<Instant> sweep(TenantScope tenant) {
        Optional<Instant> next = Optional.empty();
        String after = "";
        for (List<PartnerApp> page = apps.pageWithSandboxes(tenant, after, APPS_PER_PAGE);
                !page.isEmpty();
                page = apps.pageWithSandboxes(tenant, after, APPS_PER_PAGE)) {
            for (PartnerApp app : page) {
                next = Sweepable.earlier(next, grants.sweep(app));
            }
            after = page.getLast().appId();
        }
        return next;
    }
}
