package dev.linkhub.web.ops;

import dev.linkhub.health.HealthCount;
import dev.linkhub.health.LinkHealths;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** All tenants with their apps and what their links add up to, asked tenant by tenant. */
@Singleton
class Fleet {

    private static final int PAGE = 200;

    private final Tenants tenants;
    private final PartnerApps apps;
    private final LinkHealths healths;

    Fleet(Tenants tenants, PartnerApps apps, LinkHealths healths) {
        this.tenants = tenants;
        this.apps = apps;
        this.healths = healths;
    }

    List<Member> members() {
        List<Member> members = new ArrayList<>();
        String after = "";
        for (List<Tenant> page = tenants.page(after, PAGE); !page.isEmpty(); page = tenants.page(after, PAGE)) {
            page.forEach(
                    tenant -> members.add(new Member(tenant, appsOf(tenant.scope()), healths.counts(tenant.scope()))));
            after = page.getLast().tenantId();
        }
        return members;
    }

    private List<PartnerApp> appsOf(TenantScope tenant) {
        List<PartnerApp> all = new ArrayList<>();
        String after = "";
        for (List<PartnerApp> page = apps.page(tenant, after, PAGE);
                !page.isEmpty();
                page = apps.page(tenant, after, PAGE)) {
            all.addAll(page);
            after = page.getLast().appId();
        }
        return all;
    }

    /** One tenant. */
    record Member(Tenant tenant, List<PartnerApp> apps, List<HealthCount> counts) {

        List<Rows.App> appRows() {
            return apps.stream().map(app -> Rows.App.of(tenant, app)).toList();
        }

        List<Rows.Count> countRows() {
            Map<String, PartnerApp> byId =
                    apps.stream().collect(Collectors.toMap(PartnerApp::appId, Function.identity()));
            return counts.stream()
                    .map(count -> {
                        PartnerApp app = byId.get(count.appId());
                        return Rows.Count.of(tenant, app == null ? count.appId() : app.slug(), count);
                    })
                    .toList();
        }
    }
}
