package dev.linkhub.simulator.world;

import dev.linkhub.simulator.account.RingAccounts;
import dev.linkhub.simulator.app.RingApps;
import dev.linkhub.simulator.device.DevicesEndpoint;
import dev.linkhub.simulator.device.SharedDevices;
import dev.linkhub.simulator.fault.Faults;
import dev.linkhub.simulator.gateway.Endpoints;
import dev.linkhub.simulator.history.DeviceHistory;
import dev.linkhub.simulator.history.HistoryEndpoint;
import dev.linkhub.simulator.home.Household;
import dev.linkhub.simulator.integration.Admission;
import dev.linkhub.simulator.integration.AppIntegrationsEndpoint;
import dev.linkhub.simulator.integration.Findings;
import dev.linkhub.simulator.integration.InstallationSnapshot;
import dev.linkhub.simulator.integration.Installations;
import dev.linkhub.simulator.journey.Announcements;
import dev.linkhub.simulator.journey.CodeDelivery;
import dev.linkhub.simulator.journey.Journey;
import dev.linkhub.simulator.limit.RateGate;
import dev.linkhub.simulator.oauth.Gatekeeper;
import dev.linkhub.simulator.oauth.TokenEndpoint;
import dev.linkhub.simulator.oauth.Tokens;
import dev.linkhub.simulator.oauth.TokensSnapshot;
import dev.linkhub.simulator.partner.PartnerClient;
import dev.linkhub.simulator.settings.CurrentSettings;
import dev.linkhub.simulator.standing.Standings;
import dev.linkhub.simulator.state.Keeper;
import dev.linkhub.simulator.subscription.Subscriptions;
import dev.linkhub.simulator.subscription.SubscriptionsEndpoint;
import dev.linkhub.simulator.time.Agenda;
import dev.linkhub.simulator.time.SimulatorClock;
import dev.linkhub.simulator.trace.Counters;
import dev.linkhub.simulator.trace.Trace;
import dev.linkhub.simulator.user.UsersMeEndpoint;
import dev.linkhub.simulator.webhook.Events;
import dev.linkhub.simulator.webhook.WebhookEvent;
import dev.linkhub.simulator.webhook.Webhooks;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/** Ring, its users and its partners' apps: the one place where the parts are put together. */
public final class World implements AutoCloseable {

    private final Keeper keeper;
    private final SimulatorClock clock;
    private final Agenda agenda;
    private final PartnerClient partner;
    private final CurrentSettings settings = new CurrentSettings();
    private final Counters counters = new Counters();
    private final Trace trace = new Trace();
    private final Faults faults = new Faults(counters);
    private final RingApps apps = new RingApps();
    private final RingAccounts accounts = new RingAccounts();
    private final Installations installations = new Installations();
    private final RateGate rateGate;
    private final Standings standings;
    private final Tokens tokens;
    private final Events events;
    private final Webhooks webhooks;
    private final Announcements announcements;
    private final CodeDelivery codes;
    private final Journey journey;
    private final DeviceHistory history = new DeviceHistory();
    private final Household household;
    private final Subscriptions subscriptions;
    private final Findings findings;

    private World(InstantSource time, Keeper keeper) {
        this.keeper = keeper;
        clock = new SimulatorClock(time);
        agenda = Agenda.start(clock, keeper::keepSoon);
        partner = new PartnerClient(trace, clock, counters, keeper);
        rateGate = new RateGate(apps, settings, clock, counters);
        standings = new Standings(clock, settings, counters);
        tokens = new Tokens(clock, settings, counters);
        events = new Events(clock, settings);
        webhooks = new Webhooks(apps, partner, agenda, clock, standings, counters);
        announcements = new Announcements(events, webhooks);
        codes = new CodeDelivery(partner, settings, counters, agenda, clock);
        journey = new Journey(installations, tokens, codes, announcements, settings, clock);
        household = new Household(accounts, installations, announcements, history, clock);
        subscriptions = new Subscriptions(announcements, clock);
        findings = new Findings(tokens, clock);
    }

    /**
     * A world as {@code keeper} remembers it, or an empty one; what is done in it will be kept there. It stands still
     * until it is told to {@link #resume}.
     *
     * @throws dev.linkhub.simulator.state.StateUnusable if the world in the file cannot be had
     */
    public static World open(InstantSource time, Keeper keeper) {
        Optional<WorldSnapshot> former = keeper.recall(SnapshotJson::read);
        World world = new World(time, keeper);
        try {
            former.ifPresent(world::restore);
            keeper.begin(() -> SnapshotJson.write(world.snapshot()));
            return world;
        } catch (RuntimeException e) {
            world.close();
            throw e;
        }
    }

    /** Goes on with the retries and codes that a former run left. */
    public void resume() {
        webhooks.resume(events.all());
        codes.resume();
    }

    /** Ring's endpoints over this world. */
    public Endpoints endpoints() {
        Gatekeeper gatekeeper = new Gatekeeper(tokens, settings, counters);
        AppIntegrationsEndpoint integrations =
                new AppIntegrationsEndpoint(gatekeeper, installations, apps, settings, clock, counters);
        integrations.onCompleted(announcements::completed);
        Admission admission = new Admission(gatekeeper, installations);
        SharedDevices shared = new SharedDevices(accounts);
        DevicesEndpoint devices = new DevicesEndpoint(admission, shared, clock);
        String integrationsPath = "/v1/accounts/me/app-integrations";
        return new Endpoints(rateGate, settings, clock)
                .add("POST", "/oauth/token", new TokenEndpoint(apps, tokens, counters))
                .add("GET", "/v1/users/me", new UsersMeEndpoint(gatekeeper, accounts, installations, counters))
                .add("POST", integrationsPath, integrations.post())
                .add("PATCH", integrationsPath, integrations.patch())
                .add("DELETE", integrationsPath, integrations.delete())
                .add("GET", "/v1/devices", devices.list())
                .add("GET", "/v1/devices/{device}", devices.one())
                .add("GET", "/v1/devices/{device}/status", devices.status())
                .add("GET", "/v1/devices/{device}/capabilities", devices.capabilities())
                .add("GET", "/v1/devices/{device}/location", devices.location())
                .add("GET", "/v1/devices/{device}/configurations", devices.configurations())
                .add("GET", "/v1/history/devices/{device}/events", new HistoryEndpoint(admission, shared, history))
                .add(
                        "GET",
                        "/v1/accounts/me/subscriptions",
                        new SubscriptionsEndpoint(admission, subscriptions, clock));
    }

    /** Back to the beginning: nothing is remembered, the time is the real one. */
    public synchronized void forget() {
        agenda.forget();
        codes.forget();
        faults.forget();
        events.forget();
        installations.forget();
        tokens.forget();
        rateGate.forget();
        standings.forget();
        apps.forget();
        accounts.forget();
        history.forget();
        subscriptions.forget();
        settings.forget();
        clock.forget();
        counters.forget();
        trace.forget();
    }

    /**
     * The parts one after the other, while others work: what names something is taken before what it names, so that
     * nothing in the snapshot leads nowhere. Codes come last: they name what their installation has not told yet.
     */
    synchronized WorldSnapshot snapshot() {
        List<WebhookEvent.Snapshot> sent = events.snapshot();
        List<Subscriptions.Kept> subscribed = subscriptions.snapshot();
        TokensSnapshot given = tokens.snapshot();
        List<InstallationSnapshot> installed = installations.snapshot();
        return new WorldSnapshot(
                new WorldSnapshot.Registered(apps.all(), accounts.all()),
                new WorldSnapshot.Linked(installed, given, codes.snapshot(), subscribed),
                new WorldSnapshot.Happened(sent, standings.snapshot(), history.snapshot(), counters.snapshot()),
                new WorldSnapshot.Steered(clock.snapshot(), settings.get(), faults.all()));
    }

    synchronized void restore(WorldSnapshot snapshot) {
        WorldSnapshot.Linked linked = snapshot.linked();
        apps.restore(snapshot.registered().apps());
        accounts.restore(snapshot.registered().accounts());
        installations.restore(linked.installations());
        tokens.restore(linked.tokens());
        subscriptions.restore(linked.subscriptions(), installations::find);
        codes.restore(linked.codes(), installations::find, apps::find);
        events.restore(snapshot.happened().events());
        standings.restore(snapshot.happened().standings());
        history.restore(snapshot.happened().history());
        counters.restore(snapshot.happened().counters());
        settings.set(snapshot.steered().settings());
        faults.restore(snapshot.steered().faults());
        clock.restore(snapshot.steered().clock());
    }

    /** Whoever tells anybody of what was done in this world keeps it first. */
    public Keeper keeper() {
        return keeper;
    }

    public SimulatorClock clock() {
        return clock;
    }

    public CurrentSettings settings() {
        return settings;
    }

    public Counters counters() {
        return counters;
    }

    public Trace trace() {
        return trace;
    }

    public Faults faults() {
        return faults;
    }

    public RingApps apps() {
        return apps;
    }

    public RingAccounts accounts() {
        return accounts;
    }

    public Installations installations() {
        return installations;
    }

    /** What partners have left undone. */
    public Findings findings() {
        return findings;
    }

    public Tokens tokens() {
        return tokens;
    }

    public Events events() {
        return events;
    }

    public Standings standings() {
        return standings;
    }

    public Webhooks webhooks() {
        return webhooks;
    }

    public Journey journey() {
        return journey;
    }

    /** For calls to a partner that are not part of a journey. */
    public PartnerClient partner() {
        return partner;
    }

    public Household household() {
        return household;
    }

    public Subscriptions subscriptions() {
        return subscriptions;
    }

    @Override
    public void close() {
        agenda.close();
        partner.close();
    }
}
