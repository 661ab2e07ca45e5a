package dev.linkhub.health;

import dev.linkhub.id.PublicIds;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import jakarta.inject.Singleton;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How links are doing, one by one and counted. */
@Singleton
public class LinkHealths {

    private static final int TENANTS_PER_PAGE = 200;

    private final StatusRows rows;
    private final Tenants tenants;

    LinkHealths(StatusRows rows, Tenants tenants) {
        this.rows = rows;
        this.tenants = tenants;
    }

    /** One link. */
    public Optional<LinkStatus> find(TenantScope tenant, String linkId) {
        return PublicIds.canBe(linkId) ? rows.find(tenant.tenantId(), linkId) : Optional.empty();
    }

    /**
     * One link.
     *
     * @throws NotFound if this tenant has no such link
     */
    public LinkStatus get(TenantScope tenant, String linkId) {
        return find(tenant, linkId).orElseThrow(NotFound::new);
    }

    /**
     * A page in the order of creation.
     *
     * @param after the last id of the page before, or an empty string
     */
    public List<LinkStatus> page(TenantScope tenant, LinkFilter filter, String after, int limit) {
        return rows.page(
                tenant.tenantId(),
                after,
                filter.appId(),
                filter.environments(),
                filter.state(),
                filter.health(),
                filter.account(),
                filter.externalId(),
                filter.household(),
                limit);
    }

    /** A tenant's links, counted. What is tried in the sandbox is nobody's household. */
    public List<HealthCount> counts(TenantScope tenant) {
        return rows.counts(tenant.tenantId());
    }

    /** All tenants' links, counted tenant by tenant: no query looks into two. */
    public List<HealthCount> fleet() {
        List<HealthCount> counts = new ArrayList<>();
        String after = "";
        for (List<Tenant> page = tenants.page(after, TENANTS_PER_PAGE);
                !page.isEmpty();
                page = tenants.page(after, TENANTS_PER_PAGE)) {
            page.forEach(tenant -> counts.addAll(counts(tenant.scope())));
            after = page.getLast().tenantId();
        }
        return counts;
    }
}
