package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The outcome table of the refresh engine, row by row, against Ring in strict rotation. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class RefreshOutcomeTest extends JourneyTest {

    private static final String REFRESH = "token.refresh_token";

    @Inject
    Grants grants;

    @Inject
    PartnerApps apps;

    @Inject
    RefreshLane lane;

    @Inject
    RefreshLeases leases;

    @Inject
    RefreshHistory history;

    private Onboarded app;
    private InstallationDetails installation;
    private String grantId;

    @BeforeEach
    void aGrant() {
        app = ring.onboard();
        installation = ring.install(app, ring.account());
        grantId = grants.notYetClaimed(app.app(), 1).getFirst().grantId();
    }

    @Test
    void whatIsNotDueIsLeftAlone() {
        Instant next = lane.drain(app.tenant().scope()).orElseThrow();

        assertThat(grant().generation()).isEqualTo(1);
        assertThat(next).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
    }

    @Test
    void aSuccessStoresBothTokensAndRaisesTheGeneration() {
        becomesDue();
        Instant next = lane.drain(app.tenant().scope()).orElseThrow();

        RingGrant refreshed = grant();
        assertThat(refreshed.generation()).isEqualTo(2);
        assertThat(refreshed.inDoubtSince()).isNull();
        assertThat(refreshed.leaseUntil()).isNull();
        assertThat(refreshed.accessExpiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(4)));
        assertThat(refreshed.refreshExpiresAt()).isEqualTo(clock.instant().plus(Duration.ofDays(30)));
        assertThat(refreshed.dueAt())
                .isBetween(
                        clock.instant().plus(Duration.ofHours(21)),
                        clock.instant().plus(Duration.ofHours(27)));
        assertThat(next).isEqualTo(clock.instant().plus(Duration.ofHours(1)));
        assertThat(last().outcome()).isEqualTo(AttemptOutcome.REFRESHED);
        assertThat(last().newGeneration()).isEqualTo(2);
    }

    @Test
    void aMonthOfRefreshesSpendsNoTokenTwice() {
        for (int day = 0; day < 31; day++) {
            int next = grant().generation() + 1;
            becomesDue();
            drainUntil(grant -> grant.generation() == next);
        }
        assertThat(grant().generation()).isEqualTo(32);
        assertThat(ring.ring().counter("spent_refresh_tokens_received")).isZero();
    }

    @Test
    void withoutANewRefreshTokenTheOldOneStays() {
        answersOnce(200, "{\"access_token\":\"fresh-access\",\"expires_in\":600,\"token_type\":\"Bearer\"}");
        becomesDue();
        lane.drain(app.tenant().scope());
        assertThat(grant().generation()).isEqualTo(2);
        assertThat(grant().accessExpiresAt()).isEqualTo(clock.instant().plusSeconds(600));

        becomesDue();
        lane.drain(app.tenant().scope());
        assertThat(grant().generation()).as("the kept one still works").isEqualTo(3);
    }

    @Test
    void anInvalidGrantIsAVerdictConfirmedOnceAndThenLeftAlone() {
        ring.ring().revoke(installation.id());
        becomesDue();
        lane.drain(app.tenant().scope());

        assertThat(grant().unhealthyReason()).isEqualTo(UnhealthyReason.REVOKED);
        assertThat(grant().dueAt()).isEqualTo(clock.instant().plus(Duration.ofMinutes(15)));

        ring.advance(Duration.ofMinutes(16));
        lane.drain(app.tenant().scope());
        assertThat(attempts()).as("one confirming attempt").hasSize(2);
        assertThat(grant().dueAt()).isNull();

        ring.advance(Duration.ofDays(3));
        lane.drain(app.tenant().scope());
        assertThat(attempts()).as("and none after it").hasSize(2);
        assertThat(grant().unhealthyReason()).as("the first verdict stands").isEqualTo(UnhealthyReason.REVOKED);
    }

    @Test
    void aConfirmingAttemptThatSucceedsHeals() {
        answersOnce(400, "{\"error\":\"invalid_grant\"}");
        becomesDue();
        lane.drain(app.tenant().scope());
        assertThat(grant().unhealthyReason()).isEqualTo(UnhealthyReason.REVOKED);

        ring.advance(Duration.ofMinutes(16));
        lane.drain(app.tenant().scope());
        assertThat(grant().unhealthyReason()).isNull();
        assertThat(grant().generation()).isEqualTo(2);
    }

    @Test
    void anInvalidGrantAfterThirtyDaysIsExpiry() {
        ring.advance(Duration.ofDays(30).plusHours(1));
        lane.drain(app.tenant().scope());

        assertThat(grant().unhealthyReason()).isEqualTo(UnhealthyReason.EXPIRED);
    }

    @Test
    void anAnswerThatWasNeverHeardLeavesDoubtAndTheNextRefusalIsCountedAsOurLoss() {
        ring.ring().fault(NewFault.of(REFRESH, FaultKind.RESET_AFTER).times(1));
        becomesDue();
        lane.drain(app.tenant().scope());

        assertThat(last().outcome()).isEqualTo(AttemptOutcome.UNKNOWN);
        assertThat(grant().inDoubtSince()).isNotNull();
        assertThat(grant().dueAt()).isAfterOrEqualTo(clock.instant().plusSeconds(60));
        assertThat(grant().unhealthyReason()).isNull();

        ring.advance(Duration.ofSeconds(80));
        lane.drain(app.tenant().scope());
        assertThat(grant().unhealthyReason()).isEqualTo(UnhealthyReason.ROTATION_LOST);
        assertThat(grant().inDoubtSince()).as("kept for the record").isNotNull();
    }

    @ParameterizedTest
    @CsvSource({
        "500, text/plain, ''",
        "503, application/json, '{}'",
        "403, text/html, <html>Forbidden</html>",
        "401, text/plain, ''",
        "200, text/html, <html>ok</html>",
        "200, application/json, '{\"token_type\":\"Bearer\"}'",
        "400, application/json, '{\"error\":\"invalid_request\"}'",
        "302, text/plain, ''",
    })
    void aUselessAnswerLeavesDoubtAndIsTriedAgainNoSoonerThanAMinute(int status, String contentType, String body) {
        ring.ring()
                .fault(NewFault.answering(REFRESH, status)
                        .withBody(contentType, body)
                        .times(1));
        becomesDue();
        lane.drain(app.tenant().scope());

        assertThat(last().outcome()).isEqualTo(AttemptOutcome.UNKNOWN);
        assertThat(grant().inDoubtSince()).isNotNull();
        assertThat(grant().unhealthyReason()).isNull();
        assertThat(grant().dueAt()).isAfterOrEqualTo(clock.instant().plusSeconds(60));

        ring.advance(Duration.ofSeconds(80));
        lane.drain(app.tenant().scope());
        assertThat(grant().generation()).isEqualTo(2);
        assertThat(grant().inDoubtSince()).isNull();
    }

    @Test
    void refusedCredentialsPauseTheAppTouchNoGrantAndAreProbedByOne() {
        ring.ring()
                .fault(NewFault.answering(REFRESH, 401)
                        .withBody("application/json", "{\"error\":\"invalid_client\"}")
                        .times(2));
        becomesDue();
        lane.drain(app.tenant().scope());

        PartnerApp paused = apps.get(app.tenant().scope(), app.app().appId());
        assertThat(paused.isPaused()).isTrue();
        assertThat(grant().unhealthyReason()).isNull();
        assertThat(grant().inDoubtSince()).isNull();
        int calls = refreshCalls();
        lane.drain(app.tenant().scope());
        assertThat(refreshCalls()).as("nothing is claimed while paused").isEqualTo(calls);

        ring.advance(Duration.ofMinutes(6));
        lane.drain(app.tenant().scope());
        assertThat(refreshCalls()).as("one probe").isEqualTo(calls + 1);
        lane.drain(app.tenant().scope());
        assertThat(refreshCalls()).as("and no second at once").isEqualTo(calls + 1);

        ring.advance(Duration.ofMinutes(11));
        lane.drain(app.tenant().scope());
        assertThat(apps.get(app.tenant().scope(), app.app().appId()).isPaused())
                .as("the second probe found them accepted")
                .isFalse();
        assertThat(grant().generation()).isEqualTo(2);
    }

    @Test
    void tooManyRequestsRestsTheWholeAppForAsLongAsRingSays() {
        ring.ring()
                .fault(NewFault.answering(REFRESH, 429)
                        .withHeaders(Map.of("Retry-After", "120"))
                        .times(1));
        ring.install(app, ring.account());
        becomesDue();
        lane.drain(app.tenant().scope());
        assertThat(grants.notYetClaimed(app.app(), 2)).anySatisfy(resting -> {
            assertThat(resting.lastOutcome()).isEqualTo("RATE_LIMITED");
            assertThat(resting.inDoubtSince()).isNull();
        });
        int calls = refreshCalls();

        ring.advance(Duration.ofSeconds(100));
        lane.drain(app.tenant().scope());
        assertThat(refreshCalls()).isEqualTo(calls);

        ring.advance(Duration.ofSeconds(30));
        lane.drain(app.tenant().scope());
        assertThat(grants.notYetClaimed(app.app(), 2))
                .allSatisfy(grant -> assertThat(grant.generation()).isEqualTo(2));
    }

    @Test
    void aLeaseWithoutOutcomeIsQuarantinedBeforeAnyoneSendsAgain() {
        becomesDue();
        assertThat(leases.claimDue(app.app(), 10)).hasSize(1);

        ring.advance(Duration.ofSeconds(31));
        lane.drain(app.tenant().scope());
        assertThat(refreshCalls()).as("the dead owner might yet write").isZero();
        assertThat(leases.claimOne(app.tenant().scope(), grantId, 1)).isEmpty();

        ring.advance(Duration.ofMinutes(10));
        lane.drain(app.tenant().scope());
        assertThat(grant().generation()).isEqualTo(2);
        assertThat(last().wasInDoubt()).isTrue();
    }

    @Test
    void quarantineEndsSeventyTwoHoursBeforeTheRefreshTokenDoes() {
        ring.advance(Duration.ofDays(28));
        assertThat(leases.claimDue(app.app(), 10)).hasSize(1);

        ring.advance(Duration.ofSeconds(31));
        assertThat(leases.claimDue(app.app(), 10))
                .as("there is no time to wait")
                .hasSize(1);
    }

    @Test
    void aGrantIsLeasedToOneAtATime() {
        becomesDue();
        assertThat(leases.claimDue(app.app(), 10)).hasSize(1);
        assertThat(leases.claimDue(app.app(), 10)).isEmpty();
        assertThat(leases.claimOne(app.tenant().scope(), grantId, 1)).isEmpty();
    }

    @Test
    void aSuccessThatComesAfterItsLeaseIsStillStoredAndHeals() {
        becomesDue();
        LeasedGrant overslept = leases.claimDue(app.app(), 10).getFirst();
        ring.advance(Duration.ofMinutes(11));
        answersOnce(400, "{\"error\":\"invalid_grant\"}");
        lane.drain(app.tenant().scope());
        assertThat(grant().unhealthyReason()).isEqualTo(UnhealthyReason.ROTATION_LOST);

        AttemptEnd late = hub.getBean(RefreshAttempt.class).send(app.app(), withFreshGuard(overslept));
        hub.getBean(WriteBack.class).store(late);
        assertThat(grant().generation()).isEqualTo(2);
        assertThat(grant().unhealthyReason()).isNull();
    }

    @Test
    void aFailureThatComesAfterItsLeaseChangesNothing() {
        becomesDue();
        LeasedGrant overslept = leases.claimDue(app.app(), 10).getFirst();
        ring.advance(Duration.ofMinutes(11));
        lane.drain(app.tenant().scope());
        RingGrant before = grant();

        hub.getBean(WriteBack.class).store(new AttemptEnd.Refused(overslept, null));
        assertThat(grant()).isEqualTo(before);
    }

    @Test
    void tokensForAGrantThatWasWipedMeanwhileGoNowhere() {
        becomesDue();
        LeasedGrant leased = leases.claimDue(app.app(), 10).getFirst();
        AttemptEnd end = hub.getBean(RefreshAttempt.class).send(app.app(), leased);
        assertThat(end).isInstanceOf(AttemptEnd.Success.class);
        grants.revoke(app.tenant().scope(), grantId, dev.linkhub.grant.RevokedReason.REMOVED_BY_USER);

        hub.getBean(WriteBack.class).store(end);
        assertThat(grants.accessToken(app.tenant().scope(), grantId)).isEmpty();
        assertThat(grant().dueAt()).isNull();
        assertThat(last().newGeneration()).isNull();
    }

    @Test
    void theSameSuccessStoredTwiceIsStoredOnce() {
        becomesDue();
        LeasedGrant leased = leases.claimDue(app.app(), 10).getFirst();
        AttemptEnd end = hub.getBean(RefreshAttempt.class).send(app.app(), leased);
        hub.getBean(WriteBack.class).store(end);
        hub.getBean(WriteBack.class).store(end);

        assertThat(grant().generation()).isEqualTo(2);
        assertThat(attempts()).hasSize(1);
    }

    @Test
    void nothingIsSentWhenTooMuchOfTheLeaseIsGone() {
        becomesDue();
        LeasedGrant leased = leases.claimDue(app.app(), 10).getFirst();
        LeasedGrant old = claimedAt(
                leased, leased.claimedAtNanos() - Duration.ofSeconds(16).toNanos());

        AttemptEnd end = hub.getBean(RefreshAttempt.class).send(app.app(), old);
        assertThat(end.outcome()).isEqualTo(AttemptOutcome.NOT_SENT);
        assertThat(refreshCalls()).isZero();
    }

    @Test
    void whenManyOfAnAppFallAtOnceVerdictsAreHeldAndHealByThemselves() {
        for (int i = 0; i < 29; i++) {
            ring.install(app, ring.account());
        }
        ring.ring()
                .fault(NewFault.answering(REFRESH, 400)
                        .withBody("application/json", "{\"error\":\"invalid_grant\"}")
                        .always());
        becomesDue();
        drainUntil(grant -> grant.unhealthyReason() != null || grant.suspectSince() != null);

        List<RingGrant> all = grants.notYetClaimed(app.app(), 100);
        assertThat(all).hasSize(30);
        assertThat(all).filteredOn(grant -> grant.unhealthyReason() != null).hasSizeLessThan(20);

        ring.ring().clearFaults();
        ring.advance(Duration.ofMinutes(16));
        drainUntil(grant -> grant.unhealthyReason() == null && grant.suspectSince() == null);
    }

    /** The app's rate is real: a drain takes what the second allows. */
    private void drainUntil(Predicate<RingGrant> isSo) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!grants.notYetClaimed(app.app(), 100).stream().allMatch(isSo) && System.nanoTime() - end < 0) {
            lane.drain(app.tenant().scope());
        }
        assertThat(grants.notYetClaimed(app.app(), 100)).allMatch(isSo);
    }

    private void becomesDue() {
        ring.advance(Duration.ofHours(27));
    }

    private void answersOnce(int status, String json) {
        ring.ring()
                .fault(NewFault.answering(REFRESH, status)
                        .withBody("application/json", json)
                        .times(1));
    }

    private RingGrant grant() {
        return grants.get(app.tenant().scope(), grantId);
    }

    private List<RefreshHistory.Entry> attempts() {
        return history.of(app.tenant().scope(), grantId, 100);
    }

    private RefreshHistory.Entry last() {
        return attempts().getFirst();
    }

    private int refreshCalls() {
        return (int) ring.ring().requests(REFRESH).stream()
                .filter(request -> app.atRing().id().equals(request.app()))
                .count();
    }

    private static LeasedGrant withFreshGuard(LeasedGrant leased) {
        return claimedAt(leased, System.nanoTime());
    }

    private static LeasedGrant claimedAt(LeasedGrant leased, long nanos) {
        return new LeasedGrant(
                leased.tenant(),
                leased.grantId(),
                leased.appId(),
                leased.generation(),
                leased.refreshTokenSealed(),
                leased.claimId(),
                nanos,
                leased.wasInDoubt(),
                leased.onDemand(),
                leased.failures(),
                leased.lastRefreshedAt(),
                leased.verdict(),
                leased.suspectSince());
    }
}
