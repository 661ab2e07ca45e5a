package dev.linkhub.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.GrantState;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.journey.RemovalNotice;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/** Whatever the interleaving: one link has one account, and nobody is told of a deadlock. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class ContinuationRacesTest extends BrokenLinkJourney {

    private static final int ROUNDS = 8;

    @RepeatedTest(ROUNDS)
    void ofTwoAccountsThatALinkIsToGoOnWithExactlyOneWins() throws Exception {
        broken(BrokenLink.Why.REMOVED);
        List<Callable<?>> confirmations = new ArrayList<>();
        for (int i = 0; i < 2; i++) {
            LinkingFlow flow = matched(app, ring.install(app, ring.account()), ada);
            confirmations.add(() -> claims.confirm(app.app(), flow, ada, IDENTIFIER, linkId));
        }
        assertThat(atOnce(confirmations))
                .containsExactlyInAnyOrder(
                        new Claim.Claimed(linkId), new Claim.Refused(new NonceMatch.NotContinuable()));
        assertThat(inPool(app).ringAccountId())
                .as("the loser's is still there to be linked separately")
                .isNotEqualTo(link(app, linkId).ringAccountId());
        assertThat(grantOf(app, linkId).ringAccountId())
                .isEqualTo(link(app, linkId).ringAccountId());
    }

    @RepeatedTest(ROUNDS)
    void ofTwoLinksThatAreToGoOnWithOneAccountExactlyOneWins() throws Exception {
        InstallationDetails another = ring.install(app, ring.account());
        String second = completed(app, another, ada);
        ring.advance(Duration.ofMinutes(3));
        removed(link(app, second).ringAccountId());
        removed(oldAccount);
        InstallationDetails installed = ring.install(app, newAccount);
        List<Callable<?>> confirmations = new ArrayList<>();
        for (String chosen : List.of(linkId, second)) {
            LinkingFlow flow = matched(app, ring.ring().signIn(installed.id()), ada);
            confirmations.add(() -> claims.confirm(app.app(), flow, ada, IDENTIFIER, chosen));
        }
        List<Object> answers = atOnce(confirmations);
        List<String> ofNewAccount = links.ofHousehold(tenant, ada).stream()
                .filter(link -> link.ringAccountId().equals(newAccount))
                .map(AccountLink::linkId)
                .toList();
        assertThat(ofNewAccount).hasSize(1);
        assertThat(answers)
                .containsExactlyInAnyOrder(
                        new Claim.Claimed(ofNewAccount.getFirst()),
                        new Claim.Refused(new NonceMatch.AlreadyLinked(ofNewAccount.getFirst())));
    }

    @RepeatedTest(ROUNDS)
    void twoClicksOnOnePageAreOneClaim() throws Exception {
        broken(BrokenLink.Why.UNHEALTHY);
        LinkingFlow flow = matched(app, ring.install(app, newAccount), ada);
        Callable<Object> confirmation = () -> claims.confirm(app.app(), flow, ada, IDENTIFIER, linkId);
        assertThat(atOnce(List.of(confirmation, confirmation)))
                .containsExactly(new Claim.Claimed(linkId), new Claim.Claimed(linkId));
        assertThat(timeLine(app, linkId)).containsOnlyOnce(LinkEventType.CONTINUED);
    }

    @RepeatedTest(ROUNDS)
    void householdsThatGoOnWithEachOthersOldAccountsDoNotDeadlock() throws Exception {
        String bob = household(app, "bob");
        InstallationDetails bobs = ring.install(app, newAccount);
        String bobsLink = completed(app, bobs, bob);
        ring.advance(Duration.ofMinutes(3));
        removed(oldAccount);
        removed(newAccount);
        ring.ring().remove(old.id(), RemovalNotice.SKIP);
        ring.ring().remove(bobs.id(), RemovalNotice.SKIP);
        LinkingFlow adasFlow = matched(app, ring.install(app, newAccount), ada);
        LinkingFlow bobsFlow = matched(app, ring.install(app, oldAccount), bob);

        assertThat(atOnce(List.of(
                        () -> claims.confirm(app.app(), adasFlow, ada, IDENTIFIER, linkId),
                        () -> claims.confirm(app.app(), bobsFlow, bob, IDENTIFIER, bobsLink))))
                .containsExactly(new Claim.Claimed(linkId), new Claim.Claimed(bobsLink));
        assertThat(link(app, linkId).ringAccountId()).isEqualTo(newAccount);
        assertThat(link(app, bobsLink).ringAccountId()).isEqualTo(oldAccount);
    }

    @RepeatedTest(ROUNDS)
    void goingOnAndTheLateRemovalOfTheOldAccountDoNotCross() throws Exception {
        broken(BrokenLink.Why.INCOMPLETE);
        String oldGrant = link(app, linkId).grantId();
        ring.advance(Duration.ofMinutes(5));
        Instant removedAt = clock.instant();
        LinkingFlow flow = matched(app, ring.install(app, newAccount), ada);

        assertThat(atOnce(List.<Callable<?>>of(
                        () -> claims.confirm(app.app(), flow, ada, IDENTIFIER, linkId),
                        () -> removal.removed(app.app(), Environment.PRODUCTION, oldAccount, removedAt, () -> {}))))
                .containsExactly(new Claim.Claimed(linkId), true);
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.CLAIMED);
        assertThat(link(app, linkId).ringAccountId()).isEqualTo(newAccount);
        assertThat(grantOf(app, linkId).state()).isEqualTo(GrantState.CLAIMED);
        assertThat(grants.accessToken(tenant, oldGrant)).isEmpty();
    }

    @RepeatedTest(ROUNDS)
    void goingOnAndAnotherHouseholdsClaimOfTheOldAccountDoNotCross() throws Exception {
        broken(BrokenLink.Why.UNHEALTHY);
        ring.ring().remove(old.id(), RemovalNotice.SKIP);
        String bob = household(app, "bob");
        LinkingFlow bobsFlow = matched(app, ring.install(app, oldAccount), bob);
        LinkingFlow adasFlow = matched(app, ring.install(app, newAccount), ada);

        List<Object> answers = atOnce(List.of(
                () -> claims.confirm(app.app(), adasFlow, ada, IDENTIFIER, linkId),
                () -> claims.confirm(app.app(), bobsFlow, bob, IDENTIFIER)));
        assertThat(answers.getLast()).isInstanceOf(Claim.Claimed.class);
        if (answers.getFirst() instanceof Claim.Claimed) {
            assertThat(link(app, linkId).ringAccountId()).isEqualTo(newAccount);
            assertThat(link(app, linkId).state()).isEqualTo(LinkState.CLAIMED);
        } else {
            assertThat(answers.getFirst()).isEqualTo(new Claim.Refused(new NonceMatch.NotContinuable()));
            assertThat(link(app, linkId).state()).isEqualTo(LinkState.REPLACED);
        }
    }
}
