package dev.linkhub.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.household.HubAccounts;
import dev.linkhub.household.Mailbox;
import dev.linkhub.household.SignIn;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.refresh.RefreshLane;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.journey.RemovalNotice;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.vault.Secret;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Which links a household may go on with, and whoever tries with another. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class ContinuationChoiceTest extends BrokenLinkJourney {

    @Inject
    RefreshLane lane;

    @Inject
    HubAccounts accounts;

    @Inject
    Mailbox mailbox;

    @ParameterizedTest
    @EnumSource
    void theMatchNamesWhatCanGoOnAndWhatBrokeIt(BrokenLink.Why why) {
        AccountLink link = broken(why);
        assertThat(choice()).singleElement().satisfies(choice -> {
            assertThat(choice.linkId()).isEqualTo(linkId);
            assertThat(choice.why()).isEqualTo(why);
            assertThat(choice.linkedAt()).isEqualTo(link.linkedAt());
            assertThat(choice.since())
                    .isEqualTo(
                            switch (why) {
                                case REMOVED, DISCONNECTED -> link.removedAt();
                                case UNHEALTHY -> grantOf(app, linkId).unhealthySince();
                                case INCOMPLETE -> link.claimedAt();
                            });
        });
    }

    @Test
    void fiveAreNamedAtMostTheNewestBreakFirst() {
        broken(BrokenLink.Why.REMOVED);
        for (int i = 0; i < 5; i++) {
            ring.advance(Duration.ofMinutes(3));
            String account = ring.account();
            String other = linked(app, account, ada);
            ring.advance(Duration.ofMinutes(3));
            removed(account);
            assertThat(link(app, other).state()).isEqualTo(LinkState.REMOVED);
        }
        List<String> newestFirst = links.ofHousehold(tenant, ada).reversed().stream()
                .map(AccountLink::linkId)
                .toList();
        assertThat(choice()).extracting(BrokenLink::linkId).isEqualTo(newestFirst.subList(0, 5));
    }

    @Test
    void aLinkThatWorksIsNoChoiceAndRefused() {
        AccountLink before = link(app, linkId);
        assertThat(choice()).isEmpty();
        assertRefused(matched(app, ring.install(app, newAccount), ada), linkId);
        assertThat(link(app, linkId)).isEqualTo(before);
    }

    @Test
    void aLinkThatIsOnItsWayIsNoChoiceAndRefused() {
        ring.ring().remove(old.id(), RemovalNotice.SKIP);
        assertThat(claim(app, ring.install(app, oldAccount), ada)).isEqualTo(linkId);
        AccountLink before = link(app, linkId);
        assertThat(before.state()).isEqualTo(LinkState.CLAIMED);
        assertThat(choice()).isEmpty();
        assertRefused(matched(app, ring.install(app, newAccount), ada), linkId);
        assertThat(link(app, linkId)).isEqualTo(before);
    }

    @Test
    void aReplacedLinkIsNoChoiceAndRefused() {
        ring.ring().remove(old.id(), RemovalNotice.SKIP);
        linked(app, oldAccount, household(app, "bob"));
        AccountLink before = link(app, linkId);
        assertThat(before.state()).isEqualTo(LinkState.REPLACED);
        assertThat(choice()).isEmpty();
        assertRefused(matched(app, ring.install(app, newAccount), ada), linkId);
        assertThat(link(app, linkId)).isEqualTo(before);
    }

    @Test
    void anAccountThatTheHouseholdHadBeforeRevivesItsOwnLinkOnly() {
        InstallationDetails second = ring.install(app, newAccount);
        String secondLink = completed(app, second, ada);
        ring.advance(Duration.ofMinutes(3));
        removed(newAccount);
        ring.ring().remove(second.id(), RemovalNotice.SKIP);
        broken(BrokenLink.Why.REMOVED);
        LinkingFlow flow = arrive(app, ring.install(app, newAccount));
        assertThat(claims.match(app.app(), flow, ada))
                .isInstanceOfSatisfying(
                        NonceMatch.Matched.class,
                        match -> assertThat(match.continuable()).isEmpty());
        for (String chosen : List.of(linkId, secondLink)) {
            assertThat(claims.confirm(app.app(), flow, ada, IDENTIFIER, chosen))
                    .isEqualTo(new Claim.Refused(new NonceMatch.NotContinuable()));
        }
        assertThat(claims.confirm(app.app(), flow, ada, IDENTIFIER)).isEqualTo(new Claim.Claimed(secondLink));
        assertThat(link(app, linkId).ringAccountId()).isEqualTo(oldAccount);
    }

    @Test
    void anotherHouseholdsLinkIsAsUnknownAsOneThatDoesNotExist() {
        AccountLink before = broken(BrokenLink.Why.REMOVED);
        String mallory = household(app, "mallory");
        LinkingFlow flow = arrive(app, ring.install(app, newAccount));
        assertThat(claims.match(app.app(), flow, mallory))
                .isInstanceOfSatisfying(
                        NonceMatch.Matched.class,
                        match -> assertThat(match.continuable()).isEmpty());
        for (String forged : List.of(linkId, "lnk_00000000000000000000000000", "", "%", "x".repeat(5_000))) {
            assertThat(claims.confirm(app.app(), flow, mallory, IDENTIFIER, forged))
                    .isEqualTo(new Claim.Refused(new NonceMatch.NotContinuable()));
        }
        assertThat(link(app, linkId)).isEqualTo(before);
        assertThat(claims.confirm(app.app(), flow, mallory, IDENTIFIER))
                .as("nothing was consumed")
                .isInstanceOf(Claim.Claimed.class);
    }

    @Test
    void aLinkOfAnotherAppOrEnvironmentOrTenantIsRefused() {
        Onboarded sibling = ring.onboard(app.tenant(), "sibling");
        Onboarded stranger = ring.onboard();
        InstallationDetails elsewhere = ring.install(sibling, oldAccount);
        String ofSibling = completed(sibling, elsewhere, ada);
        String ofStranger = linked(stranger, oldAccount, household(stranger, "ada"));
        var staging =
                ring.ring().install(newAccount, app.atRing().id(), dev.linkhub.simulator.app.RingEnvironment.STAGING);
        LinkingFlow inStaging = arrive(app, Environment.STAGING, staging);
        claims.match(app.app(), inStaging, ada);
        ring.advance(Duration.ofMinutes(3));
        removal.removed(sibling.app(), Environment.PRODUCTION, oldAccount, clock.instant(), () -> {});
        removal.removed(stranger.app(), Environment.PRODUCTION, oldAccount, clock.instant(), () -> {});
        removed(oldAccount);

        assertRefused(inStaging, linkId);
        LinkingFlow flow = matched(app, ring.install(app, newAccount), ada);
        for (String forged : List.of(ofSibling, ofStranger)) {
            assertThat(claims.confirm(app.app(), flow, ada, IDENTIFIER, forged))
                    .isEqualTo(new Claim.Refused(new NonceMatch.NotContinuable()));
        }
        assertThat(link(sibling, ofSibling).state()).isEqualTo(LinkState.REMOVED);
        assertThat(link(stranger, ofStranger).state()).isEqualTo(LinkState.REMOVED);
        assertThat(claims.confirm(app.app(), flow, ada, IDENTIFIER, linkId)).isEqualTo(new Claim.Claimed(linkId));
    }

    @Test
    void aLinkThatWasRevivedBetweenMatchAndConfirmationIsRefused() {
        broken(BrokenLink.Why.REMOVED);
        LinkingFlow flow = matched(app, ring.install(app, newAccount), ada);
        ring.ring().remove(old.id(), RemovalNotice.SKIP);
        InstallationDetails again = ring.install(app, oldAccount);
        assertThat(completed(app, again, ada)).isEqualTo(linkId);
        AccountLink before = link(app, linkId);
        assertRefused(flow, linkId);
        assertThat(link(app, linkId)).isEqualTo(before);
    }

    @Test
    void aVerdictThatWasTakenBackBetweenMatchAndConfirmationLeavesNothingToGoOnWith() {
        ring.ring()
                .fault(NewFault.answering(REFRESH, 400)
                        .withBody("application/json", "{\"error\":\"invalid_grant\"}")
                        .times(1));
        refreshed();
        ring.advance(Duration.ofMinutes(8));
        LinkingFlow flow = matched(app, ring.install(app, newAccount), ada);
        ring.advance(Duration.ofMinutes(8));
        lane.drain(tenant);
        assertThat(grantOf(app, linkId).unhealthyReason()).isNull();
        assertRefused(flow, linkId);
        assertThat(grants.accessToken(tenant, link(app, linkId).grantId())).isPresent();
    }

    @Test
    void anAddressThatProvesNothingIsProvedFirst() {
        String household = ((SignIn.SignedIn) accounts.createVouched(
                        tenant, "vera@example.com", Secret.of("correct horse battery"), "192.0.2.1"))
                .household()
                .householdId();
        mailbox.proveAddresses(tenant);
        ring.ring().remove(old.id(), RemovalNotice.SKIP);
        String veras = linked(app, oldAccount, household);
        ring.advance(Duration.ofMinutes(3));
        removed(oldAccount);
        LinkingFlow flow = matched(app, ring.install(app, newAccount), household);
        mailbox.forgetProofs(tenant);
        assertThat(claims.confirm(app.app(), flow, household, IDENTIFIER, veras))
                .isEqualTo(new Claim.Refused(new NonceMatch.AddressUnproved()));
        assertThat(link(app, veras).ringAccountId()).isEqualTo(oldAccount);
        mailbox.proveAddresses(tenant);
        assertThat(claims.confirm(app.app(), flow, household, IDENTIFIER, veras))
                .isEqualTo(new Claim.Claimed(veras));
    }

    private List<BrokenLink> choice() {
        LinkingFlow flow = arrive(app, ring.install(app, ring.account()));
        NonceMatch match = claims.match(current(app), flow, ada);
        assertThat(match).isInstanceOf(NonceMatch.Matched.class);
        return ((NonceMatch.Matched) match).continuable();
    }

    /** And nothing is consumed: the same flow links separately afterwards. */
    private void assertRefused(LinkingFlow flow, String chosen) {
        assertThat(claims.confirm(current(app), flow, ada, IDENTIFIER, chosen))
                .isEqualTo(new Claim.Refused(new NonceMatch.NotContinuable()));
        assertThat(claims.match(current(app), flow, ada)).isInstanceOf(NonceMatch.Matched.class);
        Claim separately = claims.confirm(current(app), flow, ada, IDENTIFIER);
        assertThat(separately).isInstanceOf(Claim.Claimed.class).isNotEqualTo(new Claim.Claimed(chosen));
    }
}
