package dev.linkhub.linking;

import dev.linkhub.audit.Actor;
import dev.linkhub.grant.Grants;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.refusal.Conflict;
import dev.linkhub.ring.RingTraffic;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.context.event.ApplicationEventPublisher;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.util.Optional;

/** Deletes an app that nobody is linked with. */
@Singleton
public class AppDeletion {

    private final PartnerApps apps;
    private final LinkRows links;
    private final Grants grants;
    private final RingTraffic traffic;
    private final ApplicationEventPublisher<LinksDeleted> deletions;

    AppDeletion(
            PartnerApps apps,
            LinkRows links,
            Grants grants,
            RingTraffic traffic,
            ApplicationEventPublisher<LinksDeleted> deletions) {
        this.apps = apps;
        this.links = links;
        this.grants = grants;
        this.traffic = traffic;
        this.deletions = deletions;
    }

    /**
     * Deletes the app with the grants that never became links, and its sandbox with all that was tried there.
     *
     * @return the sandbox that went with it, for the simulator to forget
     * @throws dev.linkhub.refusal.NotFound if this tenant has no such app
     * @throws Conflict if it has links, whatever their state: their history would go with it
     */
    @Transactional
    public Optional<PartnerApp> delete(TenantScope tenant, String idOrSlug, Actor by) {
        PartnerApp app = apps.get(tenant, idOrSlug);
        apps.lock(app);
        Optional<PartnerApp> sandbox = apps.findSandbox(app);
        sandbox.ifPresent(tried -> deleteSandbox(tried, by));
        // The grants first: that waits for whoever is just claiming one, whose link is then there to be counted.
        grants.deleteOf(app);
        int ofApp = links.ofApp(app.tenantId(), app.appId());
        if (ofApp > 0) {
            throw new Conflict("The app has %d links. Keep it, or have them removed in Ring first.".formatted(ofApp));
        }
        traffic.forget(app);
        apps.delete(app, by);
        return sandbox;
    }

    private void deleteSandbox(PartnerApp sandbox, Actor by) {
        grants.deleteOf(sandbox);
        deletions.publishEvent(new LinksDeleted(sandbox));
        links.deleteEventsOfApp(sandbox.tenantId(), sandbox.appId());
        links.deleteOfApp(sandbox.tenantId(), sandbox.appId());
        traffic.forget(sandbox);
        apps.delete(sandbox, by);
    }
}
