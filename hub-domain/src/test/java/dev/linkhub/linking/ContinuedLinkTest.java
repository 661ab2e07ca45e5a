package dev.linkhub.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditEntry;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.grant.GrantState;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.health.LinkHealth;
import dev.linkhub.health.LinkHealths;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.simulator.journey.RemovalNotice;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A different Ring account comes back, and the household goes on with its old link. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class ContinuedLinkTest extends BrokenLinkJourney {

    @Inject
    LinkHealths healths;

    @Inject
    AuditTrail audit;

    @ParameterizedTest
    @EnumSource
    void aBrokenLinkKeepsItsIdAndItsNamesAndGetsTheNewAccount(BrokenLink.Why why) {
        links.annotate(tenant, linkId, "hub 4711", Map.of("floor", "2"), Actor.OPERATOR);
        AccountLink before = broken(why);
        RingGrant oldGrant = grantOf(app, linkId);
        goOn(app, ring.install(app, newAccount), ada, linkId);

        AccountLink after = link(app, linkId);
        assertThat(after.ringAccountId()).isEqualTo(newAccount);
        assertThat(after.state()).isEqualTo(LinkState.CLAIMED);
        assertThat(after.claimNumber()).isEqualTo(before.claimNumber() + 1);
        assertThat(after.removedAt()).isNull();
        assertThat(after.externalId()).isEqualTo("hub 4711");
        assertThat(after.metadata()).isEqualTo("{\"floor\":\"2\"}");
        assertThat(after.createdAt()).isEqualTo(before.createdAt());
        assertThat(grantOf(app, linkId).state()).isEqualTo(GrantState.CLAIMED);
        assertThat(grants.pool(app.app(), Environment.PRODUCTION)).isEmpty();
        assertThat(grants.accessToken(tenant, oldGrant.grantId())).isEmpty();
        assertThat(grants.liveOfAccount(app.app(), Environment.PRODUCTION, oldAccount))
                .isEmpty();
        if (oldGrant.state() == GrantState.CLAIMED) {
            RingGrant dropped = grants.get(tenant, oldGrant.grantId());
            assertThat(dropped.state()).isEqualTo(GrantState.SUPERSEDED);
            assertThat(dropped.generation()).isEqualTo(oldGrant.generation() + 1);
        }

        assertThat(completion.proceed(tenant, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(links.ofHousehold(tenant, ada))
                .extracting(AccountLink::linkId)
                .containsExactly(linkId);
        assertThat(healths.get(tenant, linkId)).satisfies(status -> {
            assertThat(status.ringAccountId()).as("as the API tells it").isEqualTo(newAccount);
            assertThat(status.health()).isEqualTo(LinkHealth.HEALTHY);
        });
    }

    @Test
    void itsTimeLineAndTheAuditTrailSaySoAndDoNotNameTheAccount() {
        broken(BrokenLink.Why.REMOVED);
        goOn(app, ring.install(app, newAccount), ada, linkId);
        completion.proceed(tenant, linkId);

        assertThat(timeLine(app, linkId))
                .endsWith(LinkEventType.CONTINUED, LinkEventType.NONCE_POSTED, LinkEventType.COMPLETED)
                .containsOnlyOnce(LinkEventType.CONTINUED);
        assertThat(links.events(tenant, linkId, 100))
                .filteredOn(event -> event.type() == LinkEventType.CONTINUED)
                .extracting(LinkEvent::detail)
                .containsExactly("with another Ring account");
        List<AuditEntry> entries = audit.newestFirst(tenant, "~", 100);
        assertThat(entries)
                .filteredOn(entry -> entry.action().equals("link.continued"))
                .singleElement()
                .satisfies(entry -> {
                    assertThat(entry.actor()).isEqualTo(ada);
                    assertThat(entry.subject()).isEqualTo(linkId);
                });
        assertThat(entries + " " + links.events(tenant, linkId, 100)).doesNotContain(oldAccount, newAccount);
    }

    @Test
    void theHouseholdMayLinkSeparately() {
        AccountLink before = broken(BrokenLink.Why.REMOVED);
        String second = linked(app, newAccount, ada);
        assertThat(second).isNotEqualTo(linkId);
        assertThat(link(app, linkId)).isEqualTo(before);
        assertThat(link(app, second).ringAccountId()).isEqualTo(newAccount);
    }

    @Test
    void theHouseholdMayCancel() {
        AccountLink before = broken(BrokenLink.Why.REMOVED);
        LinkingFlow flow = matched(app, ring.install(app, newAccount), ada);
        flows.decline(flow);
        assertThat(claims.confirm(app.app(), flow, ada, IDENTIFIER, linkId))
                .isEqualTo(new Claim.Refused(new NonceMatch.Declined()));
        assertThat(link(app, linkId)).isEqualTo(before);
        assertThat(inPool(app)).isNotNull();
    }

    @Test
    void aSecondClickGetsTheSameLinkWhateverItSays() {
        broken(BrokenLink.Why.REMOVED);
        LinkingFlow flow = matched(app, ring.install(app, newAccount), ada);
        Claim first = claims.confirm(app.app(), flow, ada, IDENTIFIER, linkId);
        AccountLink claimed = link(app, linkId);
        assertThat(claims.confirm(app.app(), flow, ada, IDENTIFIER, linkId)).isEqualTo(first);
        assertThat(claims.confirm(app.app(), flow, ada, IDENTIFIER)).isEqualTo(first);
        assertThat(claims.confirm(app.app(), flow, ada, IDENTIFIER, "lnk_another"))
                .isEqualTo(first);
        assertThat(link(app, linkId)).isEqualTo(claimed);
        assertThat(claims.confirm(app.app(), flow, household(app, "mallory"), IDENTIFIER, linkId))
                .isEqualTo(new Claim.Refused(new NonceMatch.NonceUsed()));
    }

    @Test
    void anotherBrowserWithTheSameNonceIsRefused() {
        broken(BrokenLink.Why.REMOVED);
        InstallationDetails installed = ring.install(app, newAccount);
        LinkingFlow first = matched(app, installed, ada);
        LinkingFlow second = matched(app, installed, ada);
        claims.confirm(app.app(), first, ada, IDENTIFIER, linkId);
        assertThat(claims.confirm(app.app(), second, ada, IDENTIFIER, linkId))
                .isEqualTo(new Claim.Refused(new NonceMatch.NonceUsed()));
        LinkingFlow third = arrive(app, ring.ring().signIn(installed.id()));
        assertThat(claims.match(app.app(), third, ada)).isEqualTo(new NonceMatch.AlreadyLinked(linkId));
    }

    @Test
    void aWishToBeDisconnectedDoesNotMeanTheNewTokens() {
        disconnection.ask(tenant, linkId, ada);
        InstallationDetails installed = ring.install(app, newAccount);
        goOn(app, installed, ada, linkId);
        completion.proceed(tenant, linkId);
        assertThat(disconnection.proceed(tenant, linkId)).isEmpty();

        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(grantOf(app, linkId).state()).isEqualTo(GrantState.CLAIMED);
        assertThat(grants.accessToken(tenant, link(app, linkId).grantId())).isPresent();
        assertThat(ring.ring().installation(installed.id()).status()).isEqualTo(InstallationStatus.COMPLETED);
        assertThat(disconnection.of(link(app, linkId))).isEmpty();
        assertThat(disconnection.ask(tenant, linkId, ada)).isTrue();
        assertThat(disconnection.proceed(tenant, linkId)).isEmpty();
        assertThat(ring.ring().installation(installed.id()).status()).isEqualTo(InstallationStatus.AWAITING);
    }

    @Test
    void aLateRemovalOfTheOldAccountDoesNotTouchTheLink() {
        broken(BrokenLink.Why.INCOMPLETE);
        goOn(app, ring.install(app, newAccount), ada, linkId);
        completion.proceed(tenant, linkId);
        ring.advance(Duration.ofMinutes(10));
        AccountLink before = link(app, linkId);
        removed(oldAccount);
        assertThat(link(app, linkId)).isEqualTo(before);
        assertThat(grantOf(app, linkId).state()).isEqualTo(GrantState.CLAIMED);
        removed(newAccount);
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.REMOVED);
    }

    @Test
    void theOldAccountCanBeLinkedAnewByWhoeverHasIt() {
        broken(BrokenLink.Why.REMOVED);
        goOn(app, ring.install(app, newAccount), ada, linkId);
        completion.proceed(tenant, linkId);
        AccountLink before = link(app, linkId);
        ring.ring().remove(old.id(), RemovalNotice.SKIP);
        InstallationDetails again = ring.install(app, oldAccount);
        String bobs = completed(app, again, household(app, "bob"));
        ring.ring().remove(again.id(), RemovalNotice.SKIP);
        String second = linked(app, oldAccount, ada);
        assertThat(second).isNotIn(linkId, bobs);
        assertThat(link(app, linkId)).isEqualTo(before);
    }

    @Test
    void anotherHouseholdThatHadTheNewAccountIsReplaced() {
        InstallationDetails bobs = ring.install(app, newAccount);
        String bobsLink = completed(app, bobs, household(app, "bob"));
        broken(BrokenLink.Why.REMOVED);
        ring.ring().remove(bobs.id(), RemovalNotice.SKIP);
        goOn(app, ring.install(app, newAccount), ada, linkId);
        assertThat(link(app, bobsLink).state()).isEqualTo(LinkState.REPLACED);
        assertThat(grantOf(app, bobsLink).state()).isEqualTo(GrantState.SUPERSEDED);
    }

    /** The refresh is on the wire when the link goes on with another account. */
    @Test
    void aRefreshOfTheOldTokensInFlightDoesNotBringThemBack() throws Exception {
        String oldGrant = link(app, linkId).grantId();
        disconnection.ask(tenant, linkId, ada);
        LinkingFlow flow = matched(app, ring.install(app, newAccount), ada);
        ring.ring().fault(NewFault.late(REFRESH, Duration.ofSeconds(2)).times(1));
        CompletableFuture<Void> refreshed = CompletableFuture.runAsync(
                () -> freshTokens.ensure(app.app(), oldGrant, Duration.ofMinutes(5), 1), Thread::startVirtualThread);
        untilTheFaultIsUsedUp();
        assertThat(claims.confirm(app.app(), flow, ada, IDENTIFIER, linkId)).isEqualTo(new Claim.Claimed(linkId));
        refreshed.get(60, TimeUnit.SECONDS);
        assertThat(grants.get(tenant, oldGrant).state()).isEqualTo(GrantState.SUPERSEDED);
        assertThat(grants.accessToken(tenant, oldGrant)).isEmpty();
        assertThat(link(app, linkId).ringAccountId()).isEqualTo(newAccount);
    }

    private void untilTheFaultIsUsedUp() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (ring.ring().faults().stream().anyMatch(fault -> fault.remaining() != 0)) {
            assertThat(System.nanoTime() - end).isNegative();
            Thread.onSpinWait();
        }
    }
}
