package dev.linkhub.worker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.device.Devices;
import dev.linkhub.grant.GrantState;
import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.household.Household;
import dev.linkhub.household.Households;
import dev.linkhub.linking.AccountLink;
import dev.linkhub.linking.AccountLinks;
import dev.linkhub.linking.Claim;
import dev.linkhub.linking.FlowStart;
import dev.linkhub.linking.LinkDisconnection;
import dev.linkhub.linking.LinkState;
import dev.linkhub.linking.LinkingFlow;
import dev.linkhub.linking.LinkingFlows;
import dev.linkhub.linking.NonceClaims;
import dev.linkhub.linking.NonceMatch;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.simulator.account.DeviceKind;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.testing.Await;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Work that whoever began it has left lying, and work that is nobody's but the worker's. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class WorkerTest extends JourneyTest {

    private static final int QUICK_TRIES = 3;

    @Inject
    Grants grants;

    @Inject
    Households households;

    @Inject
    LinkingFlows flows;

    @Inject
    NonceClaims claims;

    @Inject
    AccountLinks links;

    @Inject
    LinkDisconnection disconnection;

    @Inject
    Devices devices;

    @Test
    void aCodeThatWasStoredAndAbandonedIsRedeemed() {
        Onboarded app = ring.onboard();
        ring.ring()
                .fault(NewFault.of("token.authorization_code", FaultKind.RESET_BEFORE)
                        .times(QUICK_TRIES));
        ring.install(app, ring.account());
        assertThat(only(app).state()).isEqualTo(GrantState.RECEIVED);

        ring.advance(Duration.ofSeconds(11));

        Await.until("the code is redeemed", () -> only(app).state() == GrantState.UNCLAIMED);
        assertThat(ring.ring().counter("spent_refresh_tokens_received")).isZero();
    }

    @Test
    void aLinkThatWasClaimedAndAbandonedIsCompleted() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        String linkId = claim(app, installation);
        assertThat(links.get(app.tenant().scope(), linkId).state()).isEqualTo(LinkState.CLAIMED);

        ring.advance(Duration.ofSeconds(16));

        Await.until(
                "the link is completed",
                () -> links.get(app.tenant().scope(), linkId).state() == LinkState.COMPLETED);
        assertThat(ring.ring().installation(installation.id()).status()).isEqualTo(InstallationStatus.COMPLETED);
    }

    @Test
    void aRemovalThatWasStoredAndNotAppliedIsApplied() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        Await.until("the account is known", () -> only(app).state() == GrantState.UNCLAIMED);
        int profilesAsked = ring.ring().requests("users_me").size();
        ring.ring().fault(NewFault.answering("users_me", 503));
        ring.ring().remove(installation.id());
        Await.until(
                "Ring was asked in vain", () -> ring.ring().requests("users_me").size() > profilesAsked);
        assertThat(only(app).state()).isEqualTo(GrantState.UNCLAIMED);

        ring.advance(Duration.ofSeconds(31));

        Await.until(
                "the removal is applied",
                () -> grants.failedBeforeLink(app.app(), 1).stream()
                        .anyMatch(grant -> grant.state() == GrantState.REVOKED));
    }

    @Test
    void aTenantThatIsCreatedWhileTheWorkerRunsHasItsDueGrantsRefreshed() {
        Onboarded app = ring.onboard();
        ring.install(app, ring.account());
        Await.until("the account is known", () -> only(app).state() == GrantState.UNCLAIMED);
        String grantId = only(app).grantId();

        ring.advance(Duration.ofHours(30));

        // A lane that was just looking when time was moved comes back half a second later, for which time has to go on.
        Await.until("the tokens are refreshed", () -> {
            ring.advance(Duration.ofMillis(500));
            return grants.get(app.tenant().scope(), grantId).generation() == 2;
        });
        assertThat(ring.ring().counter("spent_refresh_tokens_received")).isZero();
    }

    @Test
    void whatHasWaitedTooLongForItsHouseholdIsParked() {
        Onboarded app = ring.onboard();
        ring.install(app, ring.account());
        Await.until("the account is known", () -> only(app).state() == GrantState.UNCLAIMED);

        ring.advance(Duration.ofMinutes(17));

        Await.until("the grant is parked", () -> only(app).state() == GrantState.PARKED);
    }

    @Test
    void aLinkThatWasDisconnectedAndAbandonedIsToldToRingAndItsTokensDropped() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        String linkId = claim(app, installation);
        ring.advance(Duration.ofSeconds(16));
        Await.until(
                "the link is completed",
                () -> links.get(app.tenant().scope(), linkId).state() == LinkState.COMPLETED);
        AccountLink link = links.get(app.tenant().scope(), linkId);

        disconnection.ask(app.tenant().scope(), linkId, link.householdId());
        ring.advance(Duration.ofSeconds(16));

        Await.until(
                "the tokens are dropped",
                () -> grants.get(app.tenant().scope(), link.grantId()).state() == GrantState.REVOKED);
        assertThat(ring.ring().installation(installation.id()).status()).isEqualTo(InstallationStatus.AWAITING);
    }

    @Test
    void theDevicesOfALinkAreListedOnceItIsCompleted() {
        Onboarded app = ring.onboard();
        String account = ring.account();
        ring.ring().homes().addDevice(account, "Front door", DeviceKind.DOORBELL);
        String linkId = claim(app, ring.install(app, account));
        ring.advance(Duration.ofSeconds(16));
        Await.until(
                "the link is completed",
                () -> links.get(app.tenant().scope(), linkId).state() == LinkState.COMPLETED);

        // A list may have been asked for while the link was not open at Ring yet: the next comes half a minute later.
        Await.until("the device has its name", () -> {
            ring.advance(Duration.ofSeconds(11));
            return devices.ofLink(app.tenant().scope(), linkId).stream()
                    .anyMatch(device -> "Front door".equals(device.name()));
        });
    }

    private RingGrant only(Onboarded app) {
        return grants.notYetClaimed(app.app(), 2).getFirst();
    }

    private String claim(Onboarded app, InstallationDetails installation) {
        FlowStart.Started started = (FlowStart.Started) flows.start(
                app.app(),
                Environment.PRODUCTION,
                installation.redirect().nonce(),
                String.valueOf(installation.redirect().time()),
                "192.0.2.1");
        LinkingFlow flow = flows.find(app.tenant().scope(), started.flowId(), started.browserSecret())
                .orElseThrow();
        Household household =
                households.findOrCreate(app.tenant().scope(), Households.HUB, "jane@example.com", "jane@example.com");
        assertThat(claims.match(app.app(), flow, household.householdId())).isInstanceOf(NonceMatch.Matched.class);
        Claim claim = claims.confirm(app.app(), flow, household.householdId(), "j•••@example.com");
        return ((Claim.Claimed) claim).linkId();
    }
}
