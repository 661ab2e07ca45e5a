package dev.linkhub.grant;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.ReceivedCodes.Reception;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.client.RecordedRequest;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.simulator.journey.RemovalNotice;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.vault.Secret;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class TokenExchangeTest extends JourneyTest {

    @Inject
    Grants grants;

    @Inject
    ReceivedCodes codes;

    @Inject
    TokenExchange exchange;

    @Test
    void aCodeBecomesAnUnclaimedGrantOfItsAccount() {
        Onboarded app = ring.onboard();
        String account = ring.account();

        InstallationDetails installation = ring.install(app, account);

        assertThat(installation.requireTokenExchange().status()).isEqualTo(200);
        RingGrant grant = only(app);
        assertThat(grant.state()).isEqualTo(GrantState.UNCLAIMED);
        assertThat(grant.ringAccountId()).isEqualTo(account);
        assertThat(grant.generation()).isEqualTo(1);
        assertThat(grant.inDoubtSince()).isNull();
        assertThat(Duration.between(clock.instant(), grant.accessExpiresAt())).isEqualTo(Duration.ofHours(4));
        assertThat(Duration.between(clock.instant(), grant.refreshExpiresAt())).isEqualTo(Duration.ofDays(30));
        assertThat(grants.profile(app.tenant().scope(), grant.grantId()))
                .contains(new MaskedProfile("J•••", "j•••@example.com"));
        AccessToken token =
                grants.accessToken(app.tenant().scope(), grant.grantId()).orElseThrow();
        assertThat(token.token().toString()).isEqualTo("[REDACTED]");
    }

    @Test
    void theSameCodeAgainGetsTheSameAnswerAndNoSecondRedemption() {
        Onboarded app = ring.onboard();
        Secret refused = Secret.of("never-issued");
        assertThat(exchange.receive(app.production(), refused)).isEqualTo(TokenExchange.Answer.REFUSED);
        int calls = tokenCalls().size();

        assertThat(exchange.receive(app.production(), refused)).isEqualTo(TokenExchange.Answer.REFUSED);
        assertThat(tokenCalls()).hasSize(calls);
    }

    @Test
    void aRefusedCodeIsKeptForOperatorsToSee() {
        Onboarded app = ring.onboard();
        exchange.receive(app.production(), Secret.of("never-issued"));

        assertThat(grants.failedBeforeLink(app.app(), 10)).singleElement().satisfies(grant -> {
            assertThat(grant.state()).isEqualTo(GrantState.REVOKED);
            assertThat(grant.revokedReason()).isEqualTo(RevokedReason.CODE_REFUSED);
        });
    }

    @Test
    void aPassingFaultAtRingIsTriedAgainAtOnce() {
        Onboarded app = ring.onboard();
        ring.ring().fault(NewFault.answering("token.authorization_code", 503).times(2));

        assertThat(ring.install(app, ring.account()).requireTokenExchange().status())
                .isEqualTo(200);
        assertThat(only(app).state()).isEqualTo(GrantState.UNCLAIMED);
    }

    @Test
    void whileRingIsSilentTheAnswerIsGivenInTimeAndTheWorkerGoesOn() {
        Onboarded app = ring.onboard();
        ring.ring()
                .fault(NewFault.of("token.authorization_code", FaultKind.HANG).times(1));

        assertThat(ring.install(app, ring.account()).requireTokenExchange().status())
                .isEqualTo(200);
        assertThat(only(app).state()).isEqualTo(GrantState.RECEIVED);
    }

    @Test
    void aCodeWhoseProcessDiedIsRedeemedByWhoeverComesByInTime() {
        Onboarded app = ring.onboard();
        String account = ring.account();
        Secret code = codeThatNobodyRedeems(app, account);
        Reception.Fresh fresh = (Reception.Fresh) codes.store(app.production(), code);

        assertThat(resume(app, fresh)).as("the dead process's lease still runs").isPresent();
        assertThat(only(app).state()).isEqualTo(GrantState.RECEIVED);

        ring.advance(Duration.ofSeconds(31));
        assertThat(resume(app, fresh)).isEmpty();
        assertThat(only(app).state()).isEqualTo(GrantState.UNCLAIMED);
        assertThat(only(app).ringAccountId()).isEqualTo(account);
    }

    @Test
    void aCodeThatNobodyRedeemsInTimeIsExpiredAndVisible() {
        Onboarded app = ring.onboard();
        Secret code = codeThatNobodyRedeems(app, ring.account());
        Reception.Fresh fresh = (Reception.Fresh) codes.store(app.production(), code);
        int calls = tokenCalls().size();

        ring.advance(Duration.ofSeconds(61));
        assertThat(resume(app, fresh)).isEmpty();

        assertThat(grants.failedBeforeLink(app.app(), 10))
                .singleElement()
                .satisfies(grant -> assertThat(grant.revokedReason()).isEqualTo(RevokedReason.CODE_EXPIRED));
        assertThat(tokenCalls()).as("an old code is not sent").hasSize(calls);
    }

    @Test
    void aCodeThatRingSpentUnheardIsCountedAsLost() {
        Onboarded app = ring.onboard();
        ring.ring()
                .fault(NewFault.of("token.authorization_code", FaultKind.RESET_AFTER)
                        .times(1));

        assertThat(ring.install(app, ring.account()).requireTokenExchange().status())
                .isEqualTo(400);
        assertThat(grants.failedBeforeLink(app.app(), 10))
                .singleElement()
                .satisfies(grant -> assertThat(grant.revokedReason()).isEqualTo(RevokedReason.CODE_LOST));
    }

    @Test
    void tokensWhoseAccountCannotBeLearntYetAreKeptUntilItCan() {
        Onboarded app = ring.onboard();
        ring.ring().fault(NewFault.answering("users_me", 500).times(1));
        ring.install(app, ring.account());
        RingGrant stranded = only(app);
        assertThat(stranded.state()).isEqualTo(GrantState.EXCHANGED);

        assertThat(exchange.resume(app.tenant().scope(), stranded.grantId())).isEmpty();
        assertThat(only(app).state()).isEqualTo(GrantState.UNCLAIMED);
    }

    @Test
    void aRejectedTokenAtUsersMeMakesTheGrantDueForRefresh() {
        Onboarded app = ring.onboard();
        ring.ring().fault(NewFault.answering("users_me", 403).times(1));
        ring.install(app, ring.account());

        RingGrant stranded = only(app);
        assertThat(stranded.state()).isEqualTo(GrantState.EXCHANGED);
        assertThat(stranded.dueAt()).isBeforeOrEqualTo(clock.instant());
    }

    @Test
    void aNewerGrantOfTheSameAccountTakesTheOlderOnesPlace() {
        Onboarded app = ring.onboard();
        String account = ring.account();
        InstallationDetails first = ring.install(app, account);
        RingGrant older = only(app);
        ring.ring().remove(first.id(), RemovalNotice.HOLD);
        ring.advance(Duration.ofSeconds(5));
        ring.install(app, account);

        RingGrant superseded = grants.get(app.tenant().scope(), older.grantId());
        assertThat(superseded.state()).isEqualTo(GrantState.SUPERSEDED);
        assertThat(superseded.generation())
                .as("a refresh in flight cannot write back")
                .isEqualTo(2);
        assertThat(grants.accessToken(app.tenant().scope(), older.grantId())).isEmpty();
        assertThat(grants.pool(app.app(), app.production().environment()))
                .singleElement()
                .satisfies(entry -> assertThat(entry.grantId()).isNotEqualTo(older.grantId()));
    }

    @Test
    void credentialsThatRingRejectsPauseTheAppAndKeepTheCode() {
        Onboarded app = ring.onboard();
        ring.ring()
                .fault(NewFault.answering("token.authorization_code", 401)
                        .withBody("application/json", "{\"error\":\"invalid_client\"}")
                        .always());

        assertThat(ring.install(app, ring.account()).requireTokenExchange().status())
                .isEqualTo(200);
        assertThat(only(app).state()).isEqualTo(GrantState.RECEIVED);
        assertThat(hub.getBean(dev.linkhub.partnerapp.PartnerApps.class)
                        .get(app.tenant().scope(), app.app().appId())
                        .isPaused())
                .isTrue();
    }

    @Test
    void anUnclaimedGrantIsParkedThenWiped() {
        Onboarded app = ring.onboard();
        ring.install(app, ring.account());
        grants.sweep(app.app());
        assertThat(only(app).state()).isEqualTo(GrantState.UNCLAIMED);

        ring.advance(Duration.ofMinutes(16));
        grants.sweep(app.app());
        RingGrant parked = only(app);
        assertThat(parked.state()).isEqualTo(GrantState.PARKED);
        assertThat(parked.dueAt()).as("still refreshed").isNotNull();
        assertThat(grants.pool(app.app(), app.production().environment()))
                .as("still claimable")
                .hasSize(1);

        ring.advance(Duration.ofDays(7));
        grants.sweep(app.app());
        RingGrant wiped = grants.get(app.tenant().scope(), parked.grantId());
        assertThat(wiped.revokedReason()).isEqualTo(RevokedReason.NEVER_CLAIMED);
        assertThat(grants.accessToken(app.tenant().scope(), parked.grantId())).isEmpty();
    }

    private Secret codeThatNobodyRedeems(Onboarded app, String account) {
        // Ring's own post is answered by a refusal here, so that the code is still good and in nobody's hands.
        return CodeTap.issue(ring, app, account);
    }

    private java.util.Optional<Instant> resume(Onboarded app, Reception.Fresh fresh) {
        return exchange.resume(app.tenant().scope(), fresh.code().grantId());
    }

    private List<RecordedRequest> tokenCalls() {
        return ring.ring().requests("token.authorization_code");
    }

    private RingGrant only(Onboarded app) {
        List<RingGrant> waiting = grants.notYetClaimed(app.app(), 10);
        assertThat(waiting).hasSize(1);
        return waiting.getFirst();
    }
}
