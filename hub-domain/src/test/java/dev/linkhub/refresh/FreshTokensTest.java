package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.AccessToken;
import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RevokedReason;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class FreshTokensTest extends JourneyTest {

    private static final String REFRESH = "token.refresh_token";
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @Inject
    Grants grants;

    @Inject
    FreshTokens freshTokens;

    @Inject
    RefreshLeases leases;

    @Inject
    RefreshLane lane;

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
    void aTokenThatLivesLongEnoughIsServedWithoutRing() {
        assertThat(freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, null)).isInstanceOf(Freshness.Fresh.class);
        assertThat(grant().generation()).isEqualTo(1);
    }

    @Test
    void aTokenThatIsTooOldIsRefreshedFirst() {
        ring.advance(Duration.ofHours(5));
        assertThat(freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, null)).isInstanceOf(Freshness.Fresh.class);
        assertThat(grant().generation()).isEqualTo(2);
    }

    @Test
    void theTokenComesAlongAndStaysSecret() {
        Freshness before = freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, null);
        assertThat(before).isEqualTo(new Freshness.Fresh(stored()));
        Freshness after = freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, 1);
        assertThat(after).isEqualTo(new Freshness.Fresh(stored())).isNotEqualTo(before);
        assertThat(after.toString())
                .contains("[REDACTED]")
                .doesNotContain(stored().token().reveal());
    }

    @Test
    void tokensThatAreGoneAreGoneForEveryoneAtOnceAndWithoutRing() {
        grants.revoke(app.tenant().scope(), grantId, RevokedReason.REMOVED_BY_USER);
        Freshness gone = new Freshness.Unhealthy(UnhealthyReason.REMOVED_BY_USER);
        assertThat(freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, null)).isEqualTo(gone);
        assertThat(freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, 1)).isEqualTo(gone);
        assertThat(ring.ring().requests(REFRESH))
                .noneMatch(call -> app.atRing().id().equals(call.app()));
    }

    @Test
    void aRejectedGenerationIsRefreshedOnceAndNotAgainWhenItHasMoved() {
        assertThat(freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, 1)).isInstanceOf(Freshness.Fresh.class);
        assertThat(grant().generation()).isEqualTo(2);

        assertThat(freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, 1)).isInstanceOf(Freshness.Fresh.class);
        assertThat(grant().generation()).isEqualTo(2);
    }

    @Test
    void manyCallersAtOnceMakeOneRefresh() throws Exception {
        ring.advance(Duration.ofHours(5));
        ring.ring().fault(NewFault.late(REFRESH, Duration.ofMillis(300)).times(1));
        List<Callable<Freshness>> callers = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            callers.add(() -> freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, null));
        }

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Freshness> answer : threads.invokeAll(callers)) {
                assertThat(answer.get()).isInstanceOf(Freshness.Fresh.class);
            }
        }
        assertThat(grant().generation()).isEqualTo(2);
        assertThat(ring.ring().counter("spent_refresh_tokens_received")).isZero();
    }

    @Test
    void workerAndCallersTogetherMakeOneRefresh() throws Exception {
        ring.advance(Duration.ofHours(27));
        ring.ring().fault(NewFault.late(REFRESH, Duration.ofMillis(300)).times(1));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> worker = threads.submit(() -> lane.drain(app.tenant().scope()));
            Future<Freshness> caller = threads.submit(() -> freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, null));
            worker.get();
            assertThat(caller.get()).isInstanceOf(Freshness.Fresh.class);
        }
        assertThat(grant().generation()).isEqualTo(2);
        assertThat(ring.ring().counter("spent_refresh_tokens_received")).isZero();
    }

    @Test
    void aRevokedGrantIsUnhealthyForEveryoneAtOnce() {
        ring.ring().revoke(installation.id());
        ring.advance(Duration.ofHours(5));

        assertThat(freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, null))
                .isEqualTo(new Freshness.Unhealthy(UnhealthyReason.REVOKED));
        assertThat(freshTokens.ensure(app.app(), grantId, Duration.ZERO, null))
                .as("without asking Ring again")
                .isEqualTo(new Freshness.Unhealthy(UnhealthyReason.REVOKED));
    }

    @Test
    void whenRingIsAwayALivingTokenIsServedAndADeadOneIsNot() {
        ring.ring().fault(NewFault.answering(REFRESH, 503).always());
        ring.advance(Duration.ofMinutes(238));
        assertThat(freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, null))
                .as("two minutes are better than none")
                .isInstanceOf(Freshness.Fresh.class);

        ring.advance(Duration.ofMinutes(3));
        assertThat(freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, null))
                .isInstanceOf(Freshness.Unavailable.class);
    }

    @Test
    void aGrantsBackoffBindsThoseWhoWaitToo() {
        ring.ring().fault(NewFault.answering(REFRESH, 503).always());
        ring.advance(Duration.ofHours(5));
        freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, null);
        int calls = ring.ring().requests(REFRESH).size();

        assertThat(freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, null))
                .isInstanceOfSatisfying(
                        Freshness.Unavailable.class,
                        unavailable -> assertThat(unavailable.retryAfter())
                                .isBetween(Duration.ofSeconds(60), Duration.ofSeconds(75)));
        assertThat(ring.ring().requests(REFRESH)).hasSize(calls);
    }

    @Test
    void inQuarantineTheStoredTokenIsServedWhileItLives() {
        ring.advance(Duration.ofMinutes(200));
        assertThat(leases.claimOne(app.tenant().scope(), grantId, 1)).isPresent();
        ring.advance(Duration.ofSeconds(31));

        assertThat(freshTokens.ensure(app.app(), grantId, Duration.ofHours(1), null))
                .isInstanceOf(Freshness.Fresh.class);
        assertThat(freshTokens.ensure(app.app(), grantId, Duration.ofHours(1), 1))
                .as("but not one that Ring has refused")
                .isInstanceOf(Freshness.Unavailable.class);
        assertThat(grant().generation()).isEqualTo(1);
    }

    @Test
    void anAmbiguousEndIsNotFollowedByASecondSend() {
        ring.ring().fault(NewFault.of(REFRESH, FaultKind.RESET_AFTER).times(1));
        ring.advance(Duration.ofHours(5));

        assertThat(freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, null))
                .isInstanceOf(Freshness.Unavailable.class);
        assertThat(freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, null))
                .isInstanceOf(Freshness.Unavailable.class);
        assertThat(ring.ring().counter("spent_refresh_tokens_received")).isZero();
    }

    private AccessToken stored() {
        return grants.accessToken(app.tenant().scope(), grantId).orElseThrow();
    }

    private RingGrant grant() {
        return grants.get(app.tenant().scope(), grantId);
    }
}
