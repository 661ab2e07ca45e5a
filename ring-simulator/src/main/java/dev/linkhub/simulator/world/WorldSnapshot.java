package dev.linkhub.simulator.world;

import dev.linkhub.simulator.account.RingAccount;
import dev.linkhub.simulator.app.RingApp;
import dev.linkhub.simulator.fault.Faults;
import dev.linkhub.simulator.history.DeviceHistory;
import dev.linkhub.simulator.integration.InstallationSnapshot;
import dev.linkhub.simulator.journey.CodeDelivery;
import dev.linkhub.simulator.oauth.TokensSnapshot;
import dev.linkhub.simulator.settings.Settings;
import dev.linkhub.simulator.standing.Standings;
import dev.linkhub.simulator.subscription.Subscriptions;
import dev.linkhub.simulator.time.SimulatorClock;
import dev.linkhub.simulator.trace.Counter;
import dev.linkhub.simulator.webhook.WebhookEvent;
import java.util.List;
import java.util.Map;

/** The world as it stands, each part in the words of the package that owns it. */
record WorldSnapshot(Registered registered, Linked linked, Happened happened, Steered steered) {

    record Registered(List<RingApp> apps, List<RingAccount> accounts) {}

    record Linked(
            List<InstallationSnapshot> installations,
            TokensSnapshot tokens,
            List<CodeDelivery.Kept> codes,
            List<Subscriptions.Kept> subscriptions) {}

    record Happened(
            List<WebhookEvent.Snapshot> events,
            List<Standings.Kept> standings,
            List<DeviceHistory.Kept> history,
            Map<Counter, Long> counters) {}

    record Steered(SimulatorClock.Snapshot clock, Settings settings, List<Faults.Armed> faults) {}
}
