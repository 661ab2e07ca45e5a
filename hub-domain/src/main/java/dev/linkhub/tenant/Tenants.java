package dev.linkhub.tenant;

import dev.linkhub.id.PublicIds;
import dev.linkhub.refusal.Conflict;
import dev.linkhub.refusal.FieldChecks;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.Optional;

/** All integrator organisations on this hub. */
@Singleton
public class Tenants {

    private final TenantRows rows;
    private final PublicIds ids;
    private final Clock clock;
    private final ApplicationEventPublisher<TenantCreated> created;

    Tenants(TenantRows rows, PublicIds ids, Clock clock, ApplicationEventPublisher<TenantCreated> created) {
        this.rows = rows;
        this.ids = ids;
        this.clock = clock;
        this.created = created;
    }

    /**
     * Adds a tenant.
     *
     * @param by who asked, for the audit trail
     * @throws dev.linkhub.refusal.InvalidInput for a bad slug or name
     * @throws Conflict if the slug is taken
     */
    @Transactional
    public Tenant create(String slug, String name, String by) {
        new FieldChecks().slug("slug", slug).name("name", name).done();
        Tenant tenant = new Tenant(ids.next("ten"), slug, name.strip(), clock.instant());
        if (rows.insertUnlessSlugTaken(tenant.tenantId(), tenant.slug(), tenant.name(), tenant.createdAt()) == 0) {
            throw new Conflict("Another tenant has the slug " + slug + ". Choose another one.");
        }
        created.publishEvent(new TenantCreated(tenant.scope(), by));
        return tenant;
    }

    /** By the slug that its pages' addresses hold. */
    public Optional<Tenant> bySlug(String slug) {
        return PublicIds.canBe(slug) ? rows.findBySlug(slug) : Optional.empty();
    }

    /** The tenant of a scope, if it is still there. */
    public Optional<Tenant> find(TenantScope tenant) {
        return rows.findByTenantId(tenant.tenantId());
    }

    /** The tenant of a scope. */
    public Tenant of(TenantScope tenant) {
        return find(tenant).orElseThrow();
    }

    /**
     * A page in the order of creation.
     *
     * @param after the last id of the page before, or an empty string
     */
    public List<Tenant> page(String after, int limit) {
        return rows.page(after, limit);
    }
}
