package dev.linkhub.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditEntry;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.grant.GrantState;
import dev.linkhub.grant.RevokedReason;
import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.linking.LinkCompletion.LeasedLink;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.refresh.FreshTokens;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.ring.RingApi;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.simulator.journey.RemovalNotice;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.vault.Secret;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class LinkDisconnectionTest extends LinkingJourney {

    private static final String PATCH = "app_integrations.patch";

    @Inject
    LinkDisconnection disconnection;

    @Inject
    DisconnectRows rows;

    @Inject
    CompletionSteps completionSteps;

    @Inject
    RingApi ringApi;

    @Inject
    LinkRemoval removal;

    @Inject
    AccessTokens tokens;

    @Inject
    FreshTokens freshTokens;

    @Inject
    AuditTrail audit;

    private Onboarded app;
    private TenantScope tenant;
    private String account;
    private String ada;
    private InstallationDetails installed;
    private String linkId;
    private String grantId;

    @BeforeEach
    void aLink() {
        app = ring.onboard();
        tenant = app.tenant().scope();
        account = ring.account();
        ada = household(app, "ada");
        installed = ring.install(app, account);
        linkId = completed(app, installed, ada);
        grantId = link(app, linkId).grantId();
    }

    @Test
    void theLinkIsOverAtOnceAndItsTokensGoOnceRingIsTold() {
        assertThat(disconnection.ask(tenant, linkId, ada)).isTrue();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.REMOVED);
        assertRefused();
        assertThat(grantOf(app, linkId).state()).as("Ring has still to be told").isEqualTo(GrantState.CLAIMED);
        assertThat(statusAtRing()).isEqualTo(InstallationStatus.COMPLETED);

        assertThat(proceed()).isEmpty();
        assertThat(statusAtRing()).isEqualTo(InstallationStatus.AWAITING);
        assertDropped();
        assertRefused();
        assertThat(timeLine(app, linkId)).endsWith(LinkEventType.DISCONNECTED, LinkEventType.TOKENS_DROPPED);
        assertThat(lastDetail()).isEqualTo("Ring was told");
    }

    @Test
    void askingAndGoingOnAgainChangesNothing() {
        assertThat(disconnection.ask(tenant, linkId, ada)).isTrue();
        assertThat(disconnection.ask(tenant, linkId, ada)).isFalse();
        int patches = calls(app, PATCH).size();
        assertThat(proceed()).isEmpty();
        assertThat(proceed()).isEmpty();
        assertThat(disconnection.ask(tenant, linkId, ada)).isFalse();
        assertThat(calls(app, PATCH)).hasSize(patches + 1);
        assertThat(timeLine(app, linkId))
                .containsOnlyOnce(LinkEventType.DISCONNECTED)
                .containsOnlyOnce(LinkEventType.TOKENS_DROPPED);
        assertThat(audited("link.disconnected")).isEqualTo(1);
        assertThat(audited("link.tokens_dropped")).isEqualTo(1);
    }

    @Test
    void anotherHouseholdAndAnotherTenantHaveNoSuchLink() {
        String bob = household(app, "bob");
        Onboarded other = ring.onboard();
        assertThatThrownBy(() -> disconnection.ask(tenant, linkId, bob)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> disconnection.ask(other.tenant().scope(), linkId, ada))
                .isInstanceOf(NotFound.class);
        assertThat(disconnection.proceed(other.tenant().scope(), linkId)).isEmpty();
        assertThat(proceed()).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(grantOf(app, linkId).state()).isEqualTo(GrantState.CLAIMED);
    }

    /** Whoever was at it is gone, and may have told Ring already. */
    @Test
    void whatAProcessThatDiedHadBegunIsTakenUpOnceItsLeaseIsOver() {
        disconnection.ask(tenant, linkId, ada);
        assertThat(rows.lease(tenant.tenantId(), linkId)).isEqualTo(1);
        assertThat(proceed()).hasValue(clock.instant().plusSeconds(60));
        assertThat(grantOf(app, linkId).state()).isEqualTo(GrantState.CLAIMED);
        ring.advance(Duration.ofSeconds(61));
        assertThat(proceed()).isEmpty();
        assertDropped();
    }

    /** Whoever tells Ring that the link is completed while it is disconnected, and dies or not, is let finish. */
    @Test
    void ringHearsOfTheEndAfterACompletionThatIsOnTheWire() {
        InstallationDetails other = ring.install(app, ring.account());
        String underWay = claim(app, other, ada);
        LeasedLink theirs = completionSteps.lease(tenant, underWay).orElseThrow();
        Secret nonce = completionSteps.nonceToPost(theirs).orElseThrow();
        Secret token = grants.accessToken(tenant, theirs.link().grantId())
                .orElseThrow()
                .token();
        ringApi.confirm(app.app(), token, nonce, IDENTIFIER);
        completionSteps.posted(theirs);
        assertThat(completionSteps.renew(theirs)).isPresent();

        assertThat(disconnection.ask(tenant, underWay, ada)).isTrue();
        assertThat(disconnection.proceed(tenant, underWay)).isPresent();
        assertThat(ring.ring().installation(other.id()).status()).isEqualTo(InstallationStatus.AWAITING);
        ring.advance(Duration.ofSeconds(29));
        assertThat(disconnection.proceed(tenant, underWay)).isPresent();
        ringApi.complete(app.app(), token, IDENTIFIER);
        completionSteps.completed(theirs);
        completionSteps.release(theirs, Duration.ZERO);
        assertThat(link(app, underWay).state()).isEqualTo(LinkState.REMOVED);
        assertThat(ring.ring().installation(other.id()).status()).isEqualTo(InstallationStatus.COMPLETED);

        ring.advance(Duration.ofSeconds(2));
        assertThat(disconnection.proceed(tenant, underWay)).isEmpty();
        assertThat(ring.ring().installation(other.id()).status()).isEqualTo(InstallationStatus.AWAITING);
        assertThat(grantOf(app, underWay).state()).isEqualTo(GrantState.REVOKED);
    }

    @Test
    void whoHasHeardThatItIsCompletedHoldsNothingUpAnyMore() {
        InstallationDetails other = ring.install(app, ring.account());
        String underWay = claim(app, other, ada);
        LeasedLink theirs = completionSteps.lease(tenant, underWay).orElseThrow();
        completionSteps.completed(theirs);

        assertThat(disconnection.ask(tenant, underWay, ada)).isTrue();
        assertThat(disconnection.proceed(tenant, underWay)).isEmpty();
        assertThat(grantOf(app, underWay).state()).isEqualTo(GrantState.REVOKED);
    }

    @Test
    void anAnswerOfRingThatIsNotHeardIsAskedForAgain() {
        disconnection.ask(tenant, linkId, ada);
        ring.ring().fault(NewFault.of(PATCH, FaultKind.RESET_AFTER).times(1));
        Optional<Instant> again = proceed();
        assertThat(again).hasValue(clock.instant().plusSeconds(2));
        assertThat(statusAtRing()).isEqualTo(InstallationStatus.AWAITING);
        assertThat(grantOf(app, linkId).state()).isEqualTo(GrantState.CLAIMED);
        ring.advance(Duration.ofSeconds(2));
        assertThat(proceed()).isEmpty();
        assertDropped();
        assertThat(lastDetail()).isEqualTo("Ring was told");
    }

    @Test
    void withRingAwayForADayTheTokensAreDroppedAllTheSame() {
        disconnection.ask(tenant, linkId, ada);
        Instant end = clock.instant().plus(LinkDisconnection.AT_THE_LATEST);
        ring.ring().fault(NewFault.answering(PATCH, 503).always());
        ring.ring().fault(NewFault.answering("token.refresh_token", 503).always());
        Optional<Instant> next = proceed();
        for (int tries = 1; next.isPresent() && clock.instant().isBefore(end); tries++) {
            assertThat(tries).isLessThan(400);
            assertThat(next.get()).isAfter(clock.instant()).isBeforeOrEqualTo(end);
            ring.advance(Duration.between(clock.instant(), next.get()).plusMillis(1));
            next = proceed();
            assertRefused();
        }
        assertThat(next).isEmpty();
        assertThat(clock.instant()).isBefore(end.plusSeconds(1));
        assertDropped();
        assertThat(lastDetail()).isEqualTo("Ring could not be told within 24 hours");
    }

    @Test
    void anAccessTokenThatHasExpiredIsRefreshedToTellRing() {
        ring.advance(Duration.ofHours(5));
        disconnection.ask(tenant, linkId, ada);
        assertThat(proceed()).isEmpty();
        assertThat(statusAtRing()).isEqualTo(InstallationStatus.AWAITING);
        assertDropped();
    }

    @Test
    void tokensThatRingNoLongerTakesAreDroppedAtOnce() {
        ring.ring().revoke(installed.id());
        disconnection.ask(tenant, linkId, ada);
        assertThat(proceed()).isEmpty();
        assertDropped();
        assertThat(lastDetail()).isEqualTo("the tokens were REVOKED");
    }

    @Test
    void aRingThatRefusesEveryTokenIsAskedOnAndCostsThreeRefreshes() {
        disconnection.ask(tenant, linkId, ada);
        ring.ring().fault(NewFault.answering(PATCH, 401).always());
        for (int i = 0; i < 6; i++) {
            Optional<Instant> again = proceed();
            assertThat(again).isPresent();
            ring.advance(Duration.between(clock.instant(), again.get()).plusMillis(1));
        }
        assertThat(grantOf(app, linkId).generation()).isEqualTo(4);
        ring.ring().clearFaults();
        assertThat(proceed()).isEmpty();
        assertThat(statusAtRing()).isEqualTo(InstallationStatus.AWAITING);
        assertDropped();
    }

    @Test
    void aRemovalInRingMeanwhileIsNotToldTwice() {
        ring.advance(Duration.ofMinutes(3));
        disconnection.ask(tenant, linkId, ada);
        assertThat(removal.removed(app.app(), Environment.PRODUCTION, account, clock.instant(), () -> {}))
                .isTrue();
        assertThat(proceed()).isEmpty();
        assertDropped();
        assertThat(timeLine(app, linkId)).doesNotContain(LinkEventType.REMOVED);
        assertThat(lastDetail()).isEqualTo("they were gone already");
    }

    @Test
    void aReconnectBeforeRingIsToldKeepsItsNewTokens() {
        disconnection.ask(tenant, linkId, ada);
        ring.ring().removeKeepingTokens(installed.id(), RemovalNotice.SKIP);
        ring.advance(Duration.ofMinutes(3));
        InstallationDetails again = ring.install(app, account);
        assertThat(completed(app, again, ada)).isEqualTo(linkId);
        assertThat(proceed()).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(grantOf(app, linkId).state()).isEqualTo(GrantState.CLAIMED);
        assertThat(ring.ring().installation(again.id()).status()).isEqualTo(InstallationStatus.COMPLETED);
        assertThat(disconnection.of(link(app, linkId))).isEmpty();

        assertThat(disconnection.ask(tenant, linkId, ada)).isTrue();
        assertThat(proceed()).isEmpty();
        assertThat(ring.ring().installation(again.id()).status()).isEqualTo(InstallationStatus.AWAITING);
        assertDropped();
    }

    /** The refresh is on the wire when the tokens are dropped. */
    @Test
    void aRefreshInFlightDoesNotBringTheTokensBack() throws Exception {
        ring.ring()
                .fault(NewFault.late("token.refresh_token", Duration.ofSeconds(2))
                        .times(1));
        CompletableFuture<Void> refreshed = CompletableFuture.runAsync(
                () -> freshTokens.ensure(app.app(), grantId, Duration.ofMinutes(5), 1), Thread::startVirtualThread);
        untilTheFaultIsUsedUp();
        assertThat(grants.get(tenant, grantId).generation())
                .as("in flight still")
                .isEqualTo(1);
        grantIsDropped();
        refreshed.get(60, TimeUnit.SECONDS);
        assertDropped();
        assertRefused();
    }

    private void grantIsDropped() {
        disconnection.ask(tenant, linkId, ada);
        clock.advance(LinkDisconnection.AT_THE_LATEST);
        assertThat(proceed()).isEmpty();
    }

    private void untilTheFaultIsUsedUp() {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (ring.ring().faults().stream().anyMatch(fault -> fault.remaining() != 0)) {
            assertThat(System.nanoTime() - end).isNegative();
            Thread.onSpinWait();
        }
    }

    private Optional<Instant> proceed() {
        return disconnection.proceed(tenant, linkId);
    }

    private void assertRefused() {
        assertThat(tokens.handOut(tenant, linkId, Duration.ZERO, null, Actor.OPERATOR))
                .isEqualTo(new AccessTokens.Answer.Unhealthy(UnhealthyReason.REMOVED_BY_USER));
    }

    private void assertDropped() {
        assertThat(grants.get(tenant, grantOf(app, linkId).grantId()).state()).isEqualTo(GrantState.REVOKED);
        assertThat(grantOf(app, linkId).revokedReason()).isEqualTo(RevokedReason.REMOVED_BY_USER);
        assertThat(grants.accessToken(tenant, link(app, linkId).grantId())).isEmpty();
        assertThat(disconnection.of(link(app, linkId)))
                .hasValueSatisfying(wish -> assertThat(wish.droppedAt()).isNotNull());
    }

    private InstallationStatus statusAtRing() {
        return ring.ring().installation(installed.id()).status();
    }

    private String lastDetail() {
        return links.events(tenant, linkId, 1).getFirst().detail();
    }

    private long audited(String action) {
        return audit.newestFirst(tenant, "~", 200).stream()
                .map(AuditEntry::action)
                .filter(action::equals)
                .count();
    }
}
