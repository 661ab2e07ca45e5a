package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.GrantState;
import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.grant.TokenExchange;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.ring.RingTraffic;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** When an app, or a grant, is to be left alone, and who may break that: nobody. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class RestingTest extends JourneyTest {

    private static final String REFRESH = "token.refresh_token";
    private static final int CALLS_JUDGED = 20;

    @Inject
    Grants grants;

    @Inject
    PartnerApps apps;

    @Inject
    AppPauses pauses;

    @Inject
    TokenExchange exchange;

    @Inject
    FreshTokens freshTokens;

    @Inject
    RefreshLane lane;

    @Inject
    RefreshHistory history;

    @Inject
    RingTraffic traffic;

    private Onboarded app;
    private String first;
    private String second;

    @BeforeEach
    void twoGrants() {
        app = ring.onboard();
        first = newGrant();
        second = newGrant();
    }

    @Test
    void after429ThoseWhoWaitForAnotherGrantOfTheAppLeaveRingAloneToo() {
        ring.ring()
                .fault(NewFault.answering(REFRESH, 429)
                        .withHeaders(Map.of("Retry-After", "120"))
                        .times(1));
        assertThat(rejected(first)).isEqualTo(new Freshness.Unavailable(Duration.ofMinutes(2)));
        assertThat(rejected(second)).isEqualTo(new Freshness.Unavailable(Duration.ofMinutes(2)));
        assertThat(freshTokens.ensure(app.app(), second, Duration.ofMinutes(5), null))
                .as("what is stored and lives is served")
                .isInstanceOf(Freshness.Fresh.class);
        assertThat(refreshCalls()).isEqualTo(1);
        assertThat(grant(second).inDoubtSince()).as("nothing was claimed").isNull();

        ring.advance(Duration.ofSeconds(121));
        assertThat(rejected(second)).isInstanceOf(Freshness.Fresh.class);
    }

    @Test
    void whileRingDoesNotAnswerNothingIsClaimedForThoseWhoWaitEither() {
        silence();
        assertThat(rejected(first)).isEqualTo(new Freshness.Unavailable(Duration.ofSeconds(30)));
        assertThat(refreshCalls()).isZero();
        assertThat(grant(first).inDoubtSince()).isNull();

        ring.advance(Duration.ofSeconds(31));
        assertThat(rejected(first)).isInstanceOf(Freshness.Fresh.class);
    }

    @Test
    void whileRingDoesNotAnswerNothingIsClaimedInTheBackgroundAndNothingPutOff() {
        ring.advance(Duration.ofHours(27));
        Instant due = grant(first).dueAt();
        silence();

        lane.drain(app.tenant().scope());
        assertThat(refreshCalls()).isZero();
        assertThat(grant(first).dueAt()).isEqualTo(due);
    }

    @Test
    void whatTriesWhetherRingIsBackIsAGrantInDoubtThoughAnotherIsDueForLonger() {
        ring.advance(Duration.ofHours(27));
        ring.ring().fault(NewFault.of(REFRESH, FaultKind.RESET_BEFORE).times(1));
        assertThat(rejected(second)).isInstanceOf(Freshness.Unavailable.class);
        assertThat(grant(second).inDoubtSince()).isNotNull();
        silence();
        ring.advance(Duration.ofSeconds(80));
        assertThat(grant(first).dueAt()).isBefore(grant(second).dueAt());
        ring.ring().fault(NewFault.of(REFRESH, FaultKind.RESET_BEFORE).times(1));

        lane.drain(app.tenant().scope());
        assertThat(history.of(app.tenant().scope(), second, 10)).hasSize(2);
        assertThat(history.of(app.tenant().scope(), first, 10))
                .as("after a probe in vain Ring is left alone again")
                .isEmpty();
        assertThat(grant(first).inDoubtSince()).isNull();
    }

    @Test
    void withNoGrantInDoubtADueOneTriesAndThenAllGoOn() {
        ring.advance(Duration.ofHours(27));
        silence();
        ring.advance(Duration.ofSeconds(31));

        lane.drain(app.tenant().scope());
        assertThat(grant(first).generation()).isEqualTo(2);
        assertThat(grant(second).generation()).isEqualTo(2);
    }

    @Test
    void aGrantThatMayNotBeRefreshedCostsTheOthersNoPermits() {
        ring.ring().fault(NewFault.answering(REFRESH, 503).times(1));
        rejected(first);
        int calls = refreshCalls();

        for (int i = 0; i < 60; i++) {
            assertThat(rejected(first)).isInstanceOf(Freshness.Unavailable.class);
        }
        assertThat(refreshCalls()).isEqualTo(calls);
        assertThat(traffic.takeForBackground(app.app(), 12)).isEqualTo(12);
    }

    @Test
    void aPausedAppsProbeIsNotUsedUpWhileRingWantsToBeLeftAlone() {
        ring.advance(Duration.ofHours(27));
        pauses.credentialsRejected(app.app(), app.app().credentialVersion());
        traffic.rateLimited(app.app(), Duration.ofMinutes(7));
        ring.advance(Duration.ofMinutes(6));
        lane.drain(app.tenant().scope());
        assertThat(refreshCalls()).isZero();
        assertThat(current().probes()).isZero();

        ring.advance(Duration.ofMinutes(2));
        lane.drain(app.tenant().scope());
        assertThat(current().isPaused()).isFalse();
    }

    @Test
    void aTokenThatUsersMeRefusesDoesNotBreakItsGrantsBackoff() {
        ring.ring().fault(NewFault.answering("users_me", 403).times(2));
        String stranded = newGrant();
        assertThat(grant(stranded).state()).isEqualTo(GrantState.EXCHANGED);
        ring.ring().fault(NewFault.of(REFRESH, FaultKind.RESET_AFTER).times(1));
        lane.drain(app.tenant().scope());
        Instant notBefore = grant(stranded).dueAt();
        assertThat(notBefore).isAfterOrEqualTo(clock.instant().plusSeconds(60));

        assertThat(exchange.resume(app.tenant().scope(), stranded)).isPresent();
        assertThat(grant(stranded).dueAt()).isEqualTo(notBefore);
        lane.drain(app.tenant().scope());
        assertThat(ring.ring().counter("spent_refresh_tokens_received")).isZero();
    }

    /** Its first generation is what Ring refused: only a refresh will do. */
    private Freshness rejected(String grantId) {
        return freshTokens.ensure(app.app(), grantId, Duration.ZERO, 1);
    }

    private void silence() {
        for (int i = 0; i < CALLS_JUDGED; i++) {
            traffic.silent(app.app());
        }
    }

    private String newGrant() {
        ring.install(app, ring.account());
        ring.advance(Duration.ofMillis(1));
        return grants.notYetClaimed(app.app(), 1).getFirst().grantId();
    }

    private PartnerApp current() {
        return apps.get(app.tenant().scope(), app.app().appId());
    }

    private RingGrant grant(String grantId) {
        return grants.get(app.tenant().scope(), grantId);
    }

    private int refreshCalls() {
        return (int) ring.ring().requests(REFRESH).stream()
                .filter(call -> app.atRing().id().equals(call.app()))
                .count();
    }
}
