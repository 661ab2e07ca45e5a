package dev.linkhub.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.grant.GrantState;
import dev.linkhub.grant.RevokedReason;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.refresh.FreshTokens;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.simulator.journey.RemovalNotice;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class LinkRemovalTest extends LinkingJourney {

    private static final String USERS_ME = "users_me";
    private static final String REFRESH = "token.refresh_token";

    @Inject
    LinkRemoval removal;

    @Inject
    FreshTokens freshTokens;

    @Inject
    AuditTrail audit;

    private final AtomicInteger settled = new AtomicInteger();
    private Onboarded app;
    private String account;
    private String ada;

    @BeforeEach
    void anApp() {
        settled.set(0);
        app = ring.onboard();
        account = ring.account();
        ada = household(app, "ada");
    }

    @Test
    void endsTheLinkWipesItsTokensAndAsksRingNothing() {
        String linkId = linked(app, account, ada);
        RingGrant before = grantOf(app, linkId);
        ring.advance(Duration.ofMinutes(3));
        Instant at = clock.instant().minusSeconds(20);
        int asked = calls(app, USERS_ME).size();

        assertThat(removed(at)).isTrue();
        assertThat(settled).hasValue(1);
        assertThat(calls(app, USERS_ME)).hasSize(asked);
        assertThat(calls(app, REFRESH)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.REMOVED);
        assertThat(link(app, linkId).removedAt()).isEqualTo(at);
        RingGrant after = grantOf(app, linkId);
        assertThat(after.state()).isEqualTo(GrantState.REVOKED);
        assertThat(after.revokedReason()).isEqualTo(RevokedReason.REMOVED_BY_USER);
        assertThat(after.generation()).isEqualTo(before.generation() + 1);
        assertThat(after.dueAt()).as("never refreshed again").isNull();
        assertThat(grants.accessToken(app.tenant().scope(), after.grantId())).isEmpty();
        assertThat(timeLine(app, linkId)).endsWith(LinkEventType.REMOVED);
        assertThat(audit.newestFirst(app.tenant().scope(), "~", 1).getFirst()).satisfies(entry -> {
            assertThat(entry.action()).isEqualTo("link.removed");
            assertThat(entry.actor()).isEqualTo("hub");
            assertThat(entry.subject()).isEqualTo(linkId);
        });
    }

    @Test
    void ofAnAccountThatNobodyHasClaimedTakesItOutOfThePool() {
        ring.install(app, account);
        String grantId = inPool(app).grantId();
        ring.advance(Duration.ofMinutes(3));

        assertThat(removed(clock.instant())).isTrue();
        assertThat(grants.pool(app.app(), Environment.PRODUCTION)).isEmpty();
        assertThat(grants.get(app.tenant().scope(), grantId).revokedReason()).isEqualTo(RevokedReason.REMOVED_BY_USER);
    }

    /** Whichever of the two is written first: what Ring has just handed out is not there afterwards. */
    @Test
    void aRefreshOnItsWayCannotBringTheTokensBack() throws Exception {
        String linkId = linked(app, account, ada);
        String grantId = link(app, linkId).grantId();
        ring.advance(Duration.ofMinutes(3));
        ring.ring()
                .fault(NewFault.late(REFRESH, Duration.ofSeconds(2))
                        .forApp(app.atRing().id()));

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<?> refresh = threads.submit(() -> freshTokens.ensure(app.app(), grantId, Duration.ofMinutes(5), 1));
            untilLeased(grantId);
            removed(clock.instant());
            refresh.get();
        }
        assertThat(calls(app, REFRESH)).as("Ring did hand some out").hasSize(1);
        assertThat(grants.accessToken(app.tenant().scope(), grantId)).isEmpty();
        assertThat(grantOf(app, linkId).state()).isEqualTo(GrantState.REVOKED);
        assertThat(grantOf(app, linkId).dueAt()).isNull();
    }

    @Test
    void thatComesLateDoesNotTouchANewerGrant() {
        InstallationDetails first = ring.install(app, account);
        String linkId = completed(app, first, ada);
        ring.advance(Duration.ofMinutes(10));
        ring.ring().remove(first.id(), RemovalNotice.SKIP);
        Instant removedAt = clock.instant();
        ring.advance(Duration.ofMinutes(2).plusMillis(1));
        assertThat(linked(app, account, ada)).isEqualTo(linkId);
        RingGrant reconnected = grantOf(app, linkId);
        ring.advance(Duration.ofMinutes(70));
        int asked = calls(app, USERS_ME).size();

        assertThat(removed(removedAt)).isTrue();
        assertThat(calls(app, USERS_ME)).as("there is nothing to ask").hasSize(asked);
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(grantOf(app, linkId)).isEqualTo(reconnected);
    }

    @ParameterizedTest
    @ValueSource(longs = {-120_000, -1, 0, 1, 120_000})
    void withinTwoMinutesOfTheGrantIsDecidedByWhetherRingStillTakesTheToken(long millisAfterGrant) {
        String alive = linked(app, account, ada);
        String deadAccount = ring.account();
        InstallationDetails deadInstallation = ring.install(app, deadAccount);
        String dead = completed(app, deadInstallation, ada);
        ring.ring().revoke(deadInstallation.id());

        assertThat(removed(grantOf(app, alive).receivedAt().plusMillis(millisAfterGrant)))
                .isTrue();
        assertThat(link(app, alive).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(removal.removed(
                        app.app(),
                        Environment.PRODUCTION,
                        deadAccount,
                        grantOf(app, dead).receivedAt().plusMillis(millisAfterGrant),
                        settled::incrementAndGet))
                .isTrue();
        assertThat(link(app, dead).state()).isEqualTo(LinkState.REMOVED);
        assertThat(settled).hasValue(2);
    }

    @ParameterizedTest
    @CsvSource({"500, ''", "429, ''", "403, <html>blocked by a proxy</html>", "401, <html>sign in to the proxy</html>"})
    void isPutOffWhileRingDoesNotSay(int status, String body) {
        String linkId = linked(app, account, ada);
        ring.ring()
                .fault(NewFault.answering(USERS_ME, status)
                        .withBody("text/html", body)
                        .times(1));
        Instant at = clock.instant();

        assertThat(removed(at)).isFalse();
        assertThat(settled).hasValue(0);
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(grants.accessToken(app.tenant().scope(), link(app, linkId).grantId()))
                .isPresent();

        // Longer than Ring rests an app after a 429, and no longer than the two times are close.
        ring.advance(Duration.ofSeconds(60));
        assertThat(removed(at)).as("asked again, it is alive").isTrue();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
    }

    @Test
    void isPutOffWhileRingCannotBeReached() {
        InstallationDetails installation = ring.install(app, account);
        String linkId = completed(app, installation, ada);
        ring.ring().revoke(installation.id());
        ring.ring().fault(NewFault.of(USERS_ME, FaultKind.RESET_BEFORE).times(1));
        Instant at = clock.instant();

        assertThat(removed(at)).isFalse();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(removed(at)).isTrue();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.REMOVED);
    }

    @Test
    void thatIsJudgedAfterTheAccessTokenHasExpiredDoesNotTakeOldForDead() {
        String linkId = linked(app, account, ada);
        Instant at = clock.instant();
        ring.advance(Duration.ofHours(5));

        assertThat(removed(at)).isTrue();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(grantOf(app, linkId).generation())
                .as("refreshed to be asked with")
                .isEqualTo(2);
    }

    @Test
    void thatIsJudgedAfterTheAccessTokenHasExpiredEndsWhatCannotBeRefreshed() {
        InstallationDetails installation = ring.install(app, account);
        String linkId = completed(app, installation, ada);
        ring.ring().revoke(installation.id());
        Instant at = clock.instant();
        ring.advance(Duration.ofHours(5));
        ring.ring().fault(NewFault.answering(REFRESH, 503).times(1));
        assertThat(removed(at)).isFalse();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);

        ring.advance(Duration.ofMinutes(2));
        assertThat(removed(at)).isTrue();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.REMOVED);
    }

    @Test
    void reachesNoOtherAccountEnvironmentAppOrTenant() {
        String linkId = linked(app, account, ada);
        Onboarded neighbour =
                ring.onboard(app.tenant(), "neighbour-" + app.app().slug());
        Onboarded stranger = ring.onboard();
        String neighbours = linked(neighbour, account, household(neighbour, "ada"));
        String strangers = linked(stranger, account, household(stranger, "ada"));
        ring.advance(Duration.ofMinutes(3));

        removal.removed(app.app(), Environment.STAGING, account, clock.instant(), () -> {});
        removal.removed(app.app(), Environment.PRODUCTION, ring.account(), clock.instant(), () -> {});
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);

        removed(clock.instant());
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.REMOVED);
        assertThat(link(neighbour, neighbours).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(link(stranger, strangers).state()).isEqualTo(LinkState.COMPLETED);
    }

    @Test
    void isFollowedByAReconnectUnderTheSameIdWithItsHistory() {
        InstallationDetails first = ring.install(app, account);
        String linkId = completed(app, first, ada);
        links.annotate(app.tenant().scope(), linkId, "ours-1", null, Actor.OPERATOR);
        String oldGrant = link(app, linkId).grantId();
        ring.advance(Duration.ofMinutes(10));
        ring.ring().remove(first.id(), RemovalNotice.SKIP);
        removed(clock.instant());
        ring.advance(Duration.ofMinutes(10));

        assertThat(linked(app, account, ada)).isEqualTo(linkId);
        AccountLink revived = link(app, linkId);
        assertThat(revived.removedAt()).isNull();
        assertThat(revived.linkedAt()).isEqualTo(clock.instant());
        assertThat(revived.externalId()).isEqualTo("ours-1");
        assertThat(revived.grantId()).isNotEqualTo(oldGrant);
        assertThat(timeLine(app, linkId))
                .containsExactly(
                        LinkEventType.CLAIMED,
                        LinkEventType.NONCE_POSTED,
                        LinkEventType.COMPLETED,
                        LinkEventType.REMOVED,
                        LinkEventType.CLAIMED_AGAIN,
                        LinkEventType.NONCE_POSTED,
                        LinkEventType.COMPLETED);
        assertThat(grants.get(app.tenant().scope(), oldGrant).state()).isEqualTo(GrantState.REVOKED);
    }

    @Test
    void ofARemovedLinkChangesNothingMore() {
        String linkId = linked(app, account, ada);
        ring.advance(Duration.ofMinutes(3));
        removed(clock.instant());
        AccountLink ended = link(app, linkId);
        ring.advance(Duration.ofMinutes(3));

        assertThat(removed(clock.instant())).isTrue();
        assertThat(link(app, linkId)).isEqualTo(ended);
        assertThat(timeLine(app, linkId)).containsOnlyOnce(LinkEventType.REMOVED);
    }

    private boolean removed(Instant at) {
        return removal.removed(app.app(), Environment.PRODUCTION, account, at, settled::incrementAndGet);
    }

    private void untilLeased(String grantId) {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (grants.get(app.tenant().scope(), grantId).leaseUntil() == null) {
            assertThat(System.nanoTime()).as("waiting for the refresh to begin").isLessThan(end);
            Thread.onSpinWait();
        }
    }
}
