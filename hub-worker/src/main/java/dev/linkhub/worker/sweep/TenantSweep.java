package dev.linkhub.worker.sweep;

import dev.linkhub.grant.Grants;
import dev.linkhub.household.HouseholdSessions;
import dev.linkhub.linking.LinkingFlows;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Work;
import dev.linkhub.webhook.StoredEvents;
import dev.linkhub.worker.schedule.Job;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Every minute and tenant by tenant. What fails is reported once the rest has been swept. */
@Singleton
final class TenantSweep implements Job {

    private static final Duration EVERY = Duration.ofMinutes(1);
    private static final int APPS_PER_PAGE = 200;

    private final PartnerApps apps;
    private final Grants grants;
    private final LinkingFlows flows;
    private final StoredEvents events;
    private final HouseholdSessions sessions;
    private final Clock clock;

    TenantSweep(
            PartnerApps apps,
            Grants grants,
            LinkingFlows flows,
            StoredEvents events,
            HouseholdSessions sessions,
            Clock clock) {
        this.apps = apps;
        this.grants = grants;
        this.flows = flows;
        this.events = events;
        this.sessions = sessions;
        this.clock = clock;
    }

    @Override
    public Work work() {
        return Work.SWEEP;
    }

    @Override
    public Optional<Instant> run(TenantScope tenant, String wholeTenant) {
        List<RuntimeException> failures = new ArrayList<>();
        sweep(() -> flows.sweep(tenant), failures);
        sweep(() -> events.sweep(tenant), failures);
        sweep(() -> sessions.sweep(tenant), failures);
        sweep(() -> sweepApps(tenant, failures), failures);
        if (!failures.isEmpty()) {
            IllegalStateException failed =
                    new IllegalStateException(failures.size() + " sweeps of " + tenant.tenantId() + " failed");
            failures.forEach(failed::addSuppressed);
            throw failed;
        }
        return Optional.of(clock.instant().plus(EVERY));
    }

    private void sweepApps(TenantScope tenant, List<RuntimeException> failures) {
        String after = "";
        for (List<PartnerApp> page = apps.pageWithSandboxes(tenant, after, APPS_PER_PAGE);
                !page.isEmpty();
                page = apps.pageWithSandboxes(tenant, after, APPS_PER_PAGE)) {
            page.forEach(app -> sweep(() -> grants.sweep(app), failures));
            after = page.getLast().appId();
        }
    }

    private static void sweep(Runnable part, List<RuntimeException> failures) {
        try {
            part.run();
        } catch (RuntimeException e) {
            failures.add(e);
        }
    }
}
