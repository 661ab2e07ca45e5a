package dev.linkhub.bench.stage;

import dev.linkhub.audit.Actor;
import dev.linkhub.grant.TokenSeals;
import dev.linkhub.partnerapp.NewApp;
import dev.linkhub.partnerapp.NewCredentials;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.simulator.app.PartnerUrls;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.client.AccountDetails;
import dev.linkhub.simulator.client.AppDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.RingSimulatorClient;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.vault.Secret;
import dev.linkhub.wakeup.WakeUps;
import io.micronaut.context.ApplicationContext;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;

/**
 * Makes fleets: tenants and apps by the hub's own rules, so that a worker finds nothing but what it would find in earnest, and
 * grants by plain SQL, sealed by the hub's own vault.
 */
public final class FleetYard implements AutoCloseable {

    /** Nobody listens there: what the simulator would tell the partner goes nowhere. */
    private static final URI NOWHERE = URI.create("http://127.0.0.1:9/");

    private final Stage stage;
    private final ApplicationContext hub;
    private int made;

    public FleetYard(Stage stage) {
        this.stage = stage;
        this.hub = ApplicationContext.builder()
                .deduceEnvironment(false)
                .banner(false)
                .properties(new HashMap<>(stage.hubProperties()))
                .build()
                .start();
    }

    /** Tenants of the hub with so many apps each. */
    public Fleet hubFleet(int tenants, int appsPerTenant) {
        PartnerApps partnerApps = hub.getBean(PartnerApps.class);
        List<Fleet.App> apps = new ArrayList<>();
        for (int tenant = 0; tenant < tenants; tenant++) {
            String slug = "bench-" + ++made;
            TenantScope scope =
                    hub.getBean(Tenants.class).create(slug, slug, "bench").scope();
            for (int app = 0; app < appsPerTenant; app++) {
                RingSide side = register();
                String name = "app-" + app;
                String appId = partnerApps
                        .create(
                                scope,
                                new NewApp(
                                        name,
                                        name,
                                        new NewCredentials(
                                                side.app().clientId(),
                                                Secret.of(side.app().clientSecret()),
                                                Secret.of(side.app().hmacKey()))),
                                Actor.OPERATOR)
                        .appId();
                apps.add(side.of(scope, appId));
            }
        }
        return new Fleet(apps, true);
    }

    /** As many apps of nobody the hub knows: their grants are for the others. */
    public Fleet clearFleet(int tenants, int appsPerTenant) {
        List<Fleet.App> apps = new ArrayList<>();
        for (int tenant = 0; tenant < tenants; tenant++) {
            TenantScope scope = new TenantScope("ten_clear_%03d".formatted(++made));
            for (int app = 0; app < appsPerTenant; app++) {
                apps.add(register().of(scope, "app_clear_%03d".formatted(app)));
            }
        }
        return new Fleet(apps, false);
    }

    /** Grants for a fleet's apps, the same number for each. */
    public GrantSeeds seeds(Fleet fleet) {
        return new GrantSeeds(stage, fleet, hub.getBean(TokenSeals.class));
    }

    /** Has workers look at the fleet's grants, as the hub itself does when it has made something due. */
    public void wake(Fleet fleet) {
        WakeUps wakeUps = hub.getBean(WakeUps.class);
        fleet.apps().stream().map(Fleet.App::tenant).distinct().forEach(wakeUps::refreshSoon);
    }

    @Override
    public void close() {
        hub.close();
    }

    private RingSide register() {
        RingSimulatorClient ring = stage.ring();
        AppDetails app = ring.createApp(dev.linkhub.simulator.client.NewApp.named("bench")
                .withUrls(RingEnvironment.PRODUCTION, new PartnerUrls(NOWHERE, NOWHERE, NOWHERE, NOWHERE)));
        AccountDetails account = ring.createAccount(NewAccount.of("Ada", "Lovelace", "ada@example.com"));
        String installation =
                ring.install(account.id(), app.id(), RingEnvironment.PRODUCTION).id();
        return new RingSide(app, installation);
    }

    private record RingSide(AppDetails app, String installation) {

        Fleet.App of(TenantScope tenant, String appId) {
            return new Fleet.App(tenant, appId, app.clientId(), app.clientSecret(), installation);
        }
    }
}
