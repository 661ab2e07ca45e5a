package dev.linkhub.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.ring.RingTraffic;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.simulator.journey.RemovalNotice;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** From CLAIMED to COMPLETED, whatever Ring's side does on the way. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class LinkCompletionTest extends LinkingJourney {

    private static final String POST = "app_integrations.post";
    private static final String PATCH = "app_integrations.patch";

    @Inject
    LinkRows rows;

    @Inject
    RingTraffic traffic;

    @AfterEach
    void flatAgain() {
        ring.ring().changeSettings(Map.of("envelope", "flat", "repost", "idempotent"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"flat", "json_api"})
    void aClaimedLinkIsPostedThenPatchedWhateverTheShapeOfTheAnswers(String envelope) {
        ring.ring().changeSettings(Map.of("envelope", envelope));
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        String linkId = claim(app, installation, household(app, "ada"));
        assertThat(sealedNonce(app, linkId)).isPresent();

        assertThat(proceed(app, linkId)).isEmpty();

        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(link(app, linkId).linkedAt()).isEqualTo(clock.instant());
        assertThat(sealedNonce(app, linkId)).as("the nonce is wiped").isEmpty();
        assertThat(timeLine(app, linkId))
                .containsExactly(LinkEventType.CLAIMED, LinkEventType.NONCE_POSTED, LinkEventType.COMPLETED);
        assertThat(atRing(installation).status()).isEqualTo(InstallationStatus.COMPLETED);
        assertThat(atRing(installation).accountIdentifier()).isEqualTo(IDENTIFIER);
    }

    @Test
    void aSettledLinkIsLeftAlone() {
        Onboarded app = ring.onboard();
        String linkId = linked(app, ring.account(), household(app, "ada"));
        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(calls(app, POST)).hasSize(1);
        assertThat(calls(app, PATCH)).hasSize(1);
        assertThat(completion.proceed(ring.onboard().tenant().scope(), linkId))
                .as("another tenant's link")
                .isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = FaultKind.class,
            names = {"RESET_AFTER", "HANG_AFTER", "TRUNCATE"})
    void aPostThatLandedUnheardIsSettledByThePatchAndNotRepeated(FaultKind kind) {
        ring.ring().changeSettings(Map.of("repost", "refused"));
        Onboarded app = ring.onboard();
        String linkId = claim(app, ring.install(app, ring.account()), household(app, "ada"));
        ring.ring().fault(NewFault.of(POST, kind).times(1));

        assertThat(proceed(app, linkId)).isPresent();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.CLAIMED);
        assertThat(sealedNonce(app, linkId)).as("it may still be needed").isPresent();

        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(calls(app, POST)).hasSize(1);
        assertThat(sealedNonce(app, linkId)).isEmpty();
    }

    @Test
    void aPostThatGotLostOnTheWayIsSentAgainOnceThePatchHasShownIt() {
        Onboarded app = ring.onboard();
        String linkId = claim(app, ring.install(app, ring.account()), household(app, "ada"));
        ring.ring().fault(NewFault.of(POST, FaultKind.RESET_BEFORE).times(1));

        assertThat(proceed(app, linkId)).isPresent();
        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(calls(app, POST)).hasSize(2);
        assertThat(timeLine(app, linkId))
                .containsExactly(
                        LinkEventType.CLAIMED,
                        LinkEventType.POST_UNHEARD,
                        LinkEventType.NONCE_POSTED,
                        LinkEventType.COMPLETED);
    }

    @Test
    void anAwaitingLinkGoesOnWithThePatch() {
        Onboarded app = ring.onboard();
        String linkId = claim(app, ring.install(app, ring.account()), household(app, "ada"));
        ring.ring().fault(NewFault.answering(PATCH, 503).times(1));
        assertThat(proceed(app, linkId)).isPresent();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.AWAITING);
        assertThat(sealedNonce(app, linkId)).isEmpty();

        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(calls(app, POST)).hasSize(1);
    }

    @Test
    void aPatchThatLandedUnheardIsRepeated() {
        Onboarded app = ring.onboard();
        String linkId = claim(app, ring.install(app, ring.account()), household(app, "ada"));
        ring.ring().fault(NewFault.of(PATCH, FaultKind.RESET_AFTER).times(1));
        assertThat(proceed(app, linkId)).isPresent();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.AWAITING);

        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
    }

    @Test
    void aPatchThatLandedUnheardIsTakenAsDoneIfRingRefusesToRepeatIt() {
        Onboarded app = ring.onboard();
        String linkId = claim(app, ring.install(app, ring.account()), household(app, "ada"));
        ring.ring().fault(NewFault.of(PATCH, FaultKind.RESET_AFTER).times(1));
        proceed(app, linkId);
        ring.ring()
                .fault(NewFault.answering(PATCH, 400)
                        .withBody("application/json", "{\"errors\":[{\"title\":\"Invalid Status Transition\"}]}")
                        .times(1));

        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
    }

    @ParameterizedTest
    @ValueSource(strings = {POST, PATCH})
    void anAnswerThatIsNotRingsConfirmsNothing(String endpoint) {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        String linkId = claim(app, installation, household(app, "ada"));
        ring.ring()
                .fault(NewFault.answering(endpoint, 200)
                        .withBody("text/html", "<html>Welcome to the hotel's network</html>")
                        .times(1));
        assertThat(proceed(app, linkId)).isPresent();
        assertThat(link(app, linkId).state()).isNotEqualTo(LinkState.COMPLETED);

        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(atRing(installation).status()).isEqualTo(InstallationStatus.COMPLETED);
    }

    @Test
    void aNonceThatRingNoLongerTakesLeavesTheLinkIncompleteAndANewTapFinishesIt() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        String ada = household(app, "ada");
        String linkId = claim(app, installation, ada);
        String grantId = link(app, linkId).grantId();
        ring.advance(Duration.ofMinutes(11));

        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.INCOMPLETE);
        assertThat(sealedNonce(app, linkId)).isEmpty();
        assertThat(grants.accessToken(app.tenant().scope(), grantId))
                .as("kept for this household")
                .isPresent();

        InstallationDetails tappedAgain = ring.ring().signIn(installation.id());
        LinkingFlow bobs = arrive(app, tappedAgain);
        assertThat(claims.match(app.app(), bobs, household(app, "bob")))
                .as("and for no other")
                .isEqualTo(new NonceMatch.ClaimedByAnother());
        assertThat(completed(app, tappedAgain, ada)).isEqualTo(linkId);
        assertThat(link(app, linkId).grantId()).isEqualTo(grantId);
        assertThat(link(app, linkId).claimNumber()).isEqualTo(2);
    }

    @Test
    void anAccessTokenThatExpiredMeanwhileIsRefreshedFirst() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        String ada = household(app, "ada");
        String linkId = claim(app, installation, ada);
        ring.ring().fault(NewFault.answering(PATCH, 503).times(1));
        proceed(app, linkId);
        ring.advance(Duration.ofHours(5));

        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(grantOf(app, linkId).generation()).isEqualTo(2);
        assertThat(calls(app, PATCH)).extracting(call -> call.status()).containsExactly(503, 200);
    }

    @Test
    void aLinkWhoseTokenAndNonceExpiredBeforeThePostIsFinishedByANewTap() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        String ada = household(app, "ada");
        String linkId = claim(app, installation, ada);
        ring.advance(Duration.ofHours(5));

        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.INCOMPLETE);
        assertThat(completed(app, ring.ring().signIn(installation.id()), ada)).isEqualTo(linkId);
    }

    @ParameterizedTest
    @ValueSource(strings = {POST, PATCH})
    void aTokenThatRingRejectsIsRefreshedOnceAndTriedAgain(String endpoint) {
        Onboarded app = ring.onboard();
        String linkId = claim(app, ring.install(app, ring.account()), household(app, "ada"));
        ring.ring().fault(NewFault.answering(endpoint, 401).times(1));

        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(grantOf(app, linkId).generation()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {POST, PATCH})
    void aFreshTokenThatRingRejectsTooIsNotRefreshedAgainAndAgain(String endpoint) {
        Onboarded app = ring.onboard();
        String linkId = claim(app, ring.install(app, ring.account()), household(app, "ada"));
        ring.ring().fault(NewFault.answering(endpoint, 403).always());

        assertThat(proceed(app, linkId)).isPresent();
        assertThat(grantOf(app, linkId).generation()).isEqualTo(2);
        assertThat(calls(app, endpoint)).hasSize(2);
    }

    @Test
    void whileRingIsDownItIsAskedLessAndLessAndTheLinkIsFinishedOnceItIsBack() {
        Onboarded app = ring.onboard();
        String linkId = claim(app, ring.install(app, ring.account()), household(app, "ada"));
        ring.ring().fault(NewFault.answering(POST, 503).always());
        ring.ring().fault(NewFault.answering(PATCH, 503).always());
        Duration last = Duration.ZERO;
        for (int i = 0; i < 5; i++) {
            Instant next = proceed(app, linkId).orElseThrow();
            Duration pause = Duration.between(clock.instant(), next);
            assertThat(pause).isGreaterThan(last);
            last = pause;
            ring.advance(pause);
        }
        assertThat(calls(app, POST))
                .as("an unheard POST is not repeated blindly")
                .hasSize(1);
        ring.ring().clearFaults();

        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
    }

    @Test
    void a429IsWaitedOutAndThePostSentAgain() {
        Onboarded app = ring.onboard();
        String linkId = claim(app, ring.install(app, ring.account()), household(app, "ada"));
        ring.ring()
                .fault(NewFault.answering(POST, 429)
                        .withHeaders(Map.of("Retry-After", "45"))
                        .times(1));

        assertThat(proceed(app, linkId)).hasValue(clock.instant().plusSeconds(45));
        ring.advance(Duration.ofSeconds(45));
        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(calls(app, PATCH)).as("the POST certainly did not land").hasSize(1);
        assertThat(traffic.notBefore(app.app())).as("Ring means the whole app").isEqualTo(clock.instant());
    }

    @Test
    void aLinkThatRingKnowsNothingOfIsIncomplete() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        String linkId = claim(app, installation, household(app, "ada"));
        ring.ring().removeKeepingTokens(installation.id(), RemovalNotice.SKIP);

        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.INCOMPLETE);
    }

    @Test
    void aLinkWhoseTokensAreDeadIsIncomplete() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        String linkId = claim(app, installation, household(app, "ada"));
        ring.ring().revoke(installation.id());

        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.INCOMPLETE);
    }

    private Optional<Instant> proceed(Onboarded app, String linkId) {
        return completion.proceed(app.tenant().scope(), linkId);
    }

    private Optional<LinkRows.SealedNonce> sealedNonce(Onboarded app, String linkId) {
        return rows.nonce(app.tenant().tenantId(), linkId);
    }

    private InstallationDetails atRing(InstallationDetails installation) {
        return ring.ring().installation(installation.id());
    }
}
