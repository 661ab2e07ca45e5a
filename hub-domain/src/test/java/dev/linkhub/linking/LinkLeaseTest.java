package dev.linkhub.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.linking.LinkCompletion.LeasedLink;
import dev.linkhub.linking.LinkCompletion.Next;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.journey.RemovalNotice;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Several processes, and ones that die, on the way to one link. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class LinkLeaseTest extends LinkingJourney {

    private static final String POST = "app_integrations.post";
    private static final String PATCH = "app_integrations.patch";

    @Inject
    CompletionSteps steps;

    @Inject
    LinkRows rows;

    @Inject
    LinkRemoval removal;

    @Test
    void whileOneProcessIsAtItAnotherLeavesTheLinkAloneAndComesByLater() {
        Onboarded app = ring.onboard();
        String linkId = claim(app, ring.install(app, ring.account()), household(app, "ada"));
        LeasedLink others = lease(app, linkId);

        assertThat(proceed(app, linkId)).hasValue(clock.instant().plusSeconds(30));
        assertThat(calls(app, POST)).isEmpty();
        steps.release(others, Duration.ZERO);
        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
    }

    @Test
    void aProcessThatDiesBeforeItsFirstNoteIsFollowedOnceItsLeaseIsOver() {
        Onboarded app = ring.onboard();
        String linkId = claim(app, ring.install(app, ring.account()), household(app, "ada"));
        lease(app, linkId);

        ring.advance(Duration.ofSeconds(29));
        assertThat(proceed(app, linkId)).isPresent();
        ring.advance(Duration.ofSeconds(2));
        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
    }

    @Test
    void aProcessThatDiesBetweenItsNoteAndThePostIsFollowedByPatchThenPost() {
        Onboarded app = ring.onboard();
        String linkId = claim(app, ring.install(app, ring.account()), household(app, "ada"));
        assertThat(steps.nonceToPost(lease(app, linkId))).isPresent();
        ring.advance(Duration.ofSeconds(31));

        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(calls(app, PATCH)).extracting(call -> call.status()).containsExactly(400, 200);
        assertThat(calls(app, POST)).hasSize(1);
    }

    @Test
    void aProcessThatDiesAfterThePostIsFollowedByThePatchAlone() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        String linkId = claim(app, installation, household(app, "ada"));
        LeasedLink dead = lease(app, linkId);
        var nonce = steps.nonceToPost(dead).orElseThrow();
        var token =
                grants.accessToken(app.tenant().scope(), dead.link().grantId()).orElseThrow();
        hub.getBean(dev.linkhub.ring.RingApi.class).confirm(app.app(), token.token(), nonce, IDENTIFIER);
        ring.advance(Duration.ofSeconds(31));

        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
        assertThat(calls(app, POST)).hasSize(1);
        assertThat(calls(app, PATCH)).extracting(call -> call.status()).containsExactly(200);
    }

    @Test
    void eachStepKeepsTheLeaseForItself() {
        Onboarded app = ring.onboard();
        String linkId = claim(app, ring.install(app, ring.account()), household(app, "ada"));
        LeasedLink mine = lease(app, linkId);
        ring.advance(Duration.ofSeconds(20));
        assertThat(steps.renew(mine)).isPresent();
        ring.advance(Duration.ofSeconds(20));
        assertThat(steps.lease(app.tenant().scope(), linkId))
                .as("two calls to Ring may take longer than one lease")
                .isEmpty();
    }

    @Test
    void whoeverOversleptItsLeaseChangesNothingAnyMore() {
        Onboarded app = ring.onboard();
        String linkId = claim(app, ring.install(app, ring.account()), household(app, "ada"));
        LeasedLink overslept = lease(app, linkId);
        ring.advance(Duration.ofSeconds(31));
        LeasedLink now = lease(app, linkId);

        assertThat(steps.renew(overslept)).isEmpty();
        assertThat(steps.nonceToPost(overslept)).isEmpty();
        assertThat(steps.posted(overslept)).isEqualTo(new Next.Done());
        steps.completed(overslept);
        steps.incomplete(overslept, "late");
        steps.release(overslept, Duration.ZERO);
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.CLAIMED);
        assertThat(timeLine(app, linkId)).containsExactly(LinkEventType.CLAIMED);
        assertThat(steps.renew(now))
                .as("nor did it give back the other's lease")
                .isPresent();
    }

    @Test
    void aLinkRemovedWhileItsPostIsOnTheWireStaysRemoved() {
        Onboarded app = ring.onboard();
        String account = ring.account();
        String linkId = claim(app, ring.install(app, account), household(app, "ada"));
        LeasedLink leased = lease(app, linkId);
        steps.nonceToPost(leased);
        ring.advance(Duration.ofMinutes(3));
        assertThat(removal.removed(app.app(), Environment.PRODUCTION, account, clock.instant(), () -> {}))
                .isTrue();

        assertThat(steps.posted(leased)).isEqualTo(new Next.Done());
        assertThat(steps.renew(leased)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.REMOVED);
        assertThat(rows.nonce(app.tenant().tenantId(), linkId)).isEmpty();
        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(calls(app, PATCH)).isEmpty();
    }

    @Test
    void aLinkRemovedBeforeItsPostIsNeverPosted() {
        Onboarded app = ring.onboard();
        String account = ring.account();
        String linkId = claim(app, ring.install(app, account), household(app, "ada"));
        ring.advance(Duration.ofMinutes(3));
        removal.removed(app.app(), Environment.PRODUCTION, account, clock.instant(), () -> {});

        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(calls(app, POST)).isEmpty();
    }

    @Test
    void whoeverWasAtTheOldClaimDoesNotTouchTheNewOne() {
        Onboarded app = ring.onboard();
        String account = ring.account();
        InstallationDetails first = ring.install(app, account);
        String ada = household(app, "ada");
        String linkId = claim(app, first, ada);
        LeasedLink old = lease(app, linkId);
        steps.nonceToPost(old);
        ring.ring().remove(first.id(), RemovalNotice.SKIP);
        ring.advance(Duration.ofSeconds(5));
        assertThat(claim(app, ring.install(app, account), ada)).isEqualTo(linkId);

        assertThat(steps.posted(old)).isEqualTo(new Next.Done());
        steps.incomplete(old, "Ring no longer takes the nonce");
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.CLAIMED);
        assertThat(link(app, linkId).postSentAt()).isNull();
        assertThat(proceed(app, linkId)).isEmpty();
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.COMPLETED);
    }

    private LeasedLink lease(Onboarded app, String linkId) {
        return steps.lease(app.tenant().scope(), linkId).orElseThrow();
    }

    private Optional<Instant> proceed(Onboarded app, String linkId) {
        return completion.proceed(app.tenant().scope(), linkId);
    }
}
