package dev.linkhub.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.GrantState;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.journey.RemovalNotice;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Tag;

/** Whatever the interleaving: the same outcome, and nobody is told of a deadlock. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class ClaimRacesTest extends LinkingJourney {

    private static final int ROUNDS = 8;

    @Inject
    LinkRemoval removal;

    @RepeatedTest(ROUNDS)
    void ofFourHouseholdsThatConfirmAtOnceExactlyOneWins() throws Exception {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        List<Callable<?>> confirmations = new ArrayList<>();
        for (String name : List.of("ada", "bob", "cem", "dee")) {
            LinkingFlow flow = arrive(app, ring.ring().signIn(installation.id()));
            String household = household(app, name);
            claims.match(app.app(), flow, household);
            confirmations.add(() -> claims.confirm(app.app(), flow, household, IDENTIFIER));
        }
        List<Object> answers = atOnce(confirmations);

        assertThat(answers).filteredOn(Claim.Claimed.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(Claim.Refused.class::isInstance)
                .hasSize(3)
                .containsOnly(new Claim.Refused(new NonceMatch.ClaimedByAnother()));
    }

    @RepeatedTest(ROUNDS)
    void ofTwoBrowsersWithTheSameNonceExactlyOneWins() throws Exception {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        List<Callable<?>> confirmations = new ArrayList<>();
        for (String name : List.of("ada", "bob")) {
            LinkingFlow flow = arrive(app, installation);
            String household = household(app, name);
            claims.match(app.app(), flow, household);
            confirmations.add(() -> claims.confirm(app.app(), flow, household, IDENTIFIER));
        }
        List<Object> answers = atOnce(confirmations);

        assertThat(answers).filteredOn(Claim.Claimed.class::isInstance).hasSize(1);
        assertThat(answers)
                .filteredOn(Claim.Refused.class::isInstance)
                .singleElement()
                .isIn(
                        new Claim.Refused(new NonceMatch.ClaimedByAnother()),
                        new Claim.Refused(new NonceMatch.NonceUsed()));
    }

    @RepeatedTest(ROUNDS)
    void aClaimAndANewerGrantDoNotCross() throws Exception {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        LinkingFlow flow = arrive(app, installation);
        String ada = household(app, "ada");
        claims.match(app.app(), flow, ada);
        ring.advance(Duration.ofSeconds(5));
        List<Object> answers = atOnce(List.of(
                () -> claims.confirm(app.app(), flow, ada, IDENTIFIER),
                () -> ring.ring().signInWithNewCode(installation.id())));

        assertThat(answers.getFirst()).isInstanceOf(Claim.Claimed.class);
        AccountLink link = link(app, ((Claim.Claimed) answers.getFirst()).linkId());
        RingGrant claimed = grants.get(app.tenant().scope(), link.grantId());
        assertThat(claimed.state()).isEqualTo(GrantState.CLAIMED);
        assertThat(grants.accessToken(app.tenant().scope(), claimed.grantId())).isPresent();
        assertThat(grants.pool(app.app(), Environment.PRODUCTION))
                .as("a newer one may wait for a new nonce, an older one may not")
                .allSatisfy(entry -> assertThat(entry.receivedAt()).isAfter(claimed.receivedAt()));
    }

    @RepeatedTest(ROUNDS)
    void aReconnectAndTheLateRemovalOfTheOldGrantDoNotCross() throws Exception {
        Onboarded app = ring.onboard();
        String account = ring.account();
        InstallationDetails first = ring.install(app, account);
        String ada = household(app, "ada");
        String linkId = completed(app, first, ada);
        String oldGrant = link(app, linkId).grantId();
        ring.advance(Duration.ofMinutes(10));
        ring.ring().remove(first.id(), RemovalNotice.HOLD);
        var removedAt = clock.instant();
        ring.advance(Duration.ofMinutes(5));
        InstallationDetails second = ring.install(app, account);
        LinkingFlow flow = arrive(app, second);
        claims.match(app.app(), flow, ada);

        List<Object> answers = atOnce(List.<Callable<?>>of(
                () -> claims.confirm(app.app(), flow, ada, IDENTIFIER),
                () -> removal.removed(app.app(), Environment.PRODUCTION, account, removedAt, () -> {})));

        assertThat(answers).containsExactly(new Claim.Claimed(linkId), true);
        assertThat(link(app, linkId).state()).isEqualTo(LinkState.CLAIMED);
        assertThat(grantOf(app, linkId).state()).isEqualTo(GrantState.CLAIMED);
        assertThat(grants.accessToken(app.tenant().scope(), oldGrant)).isEmpty();
    }

    @RepeatedTest(ROUNDS)
    void aClaimAndTheRemovalOfItsGrantEndInARemovedLinkOrInNone() throws Exception {
        Onboarded app = ring.onboard();
        String account = ring.account();
        LinkingFlow flow = arrive(app, ring.install(app, account));
        String ada = household(app, "ada");
        claims.match(app.app(), flow, ada);
        ring.advance(Duration.ofMinutes(5));

        List<Object> answers = atOnce(List.<Callable<?>>of(
                () -> claims.confirm(app.app(), flow, ada, IDENTIFIER),
                () -> removal.removed(app.app(), Environment.PRODUCTION, account, clock.instant(), () -> {})));

        assertThat(answers.getLast()).isEqualTo(true);
        assertThat(links.ofHousehold(app.tenant().scope(), ada))
                .allSatisfy(link -> assertThat(link.state()).isEqualTo(LinkState.REMOVED));
        assertThat(grants.liveOfAccount(app.app(), Environment.PRODUCTION, account))
                .isEmpty();
    }

    @RepeatedTest(ROUNDS)
    void aClaimAndTheSweepOfWhatHasWaitedTooLongDoNotCross() throws Exception {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        ring.advance(Duration.ofDays(7).plusMinutes(1));
        String ada = household(app, "ada");
        LinkingFlow flow = arrive(app, ring.ring().signIn(installation.id()));
        claims.match(app.app(), flow, ada);

        List<Object> answers =
                atOnce(List.<Callable<?>>of(() -> claims.confirm(app.app(), flow, ada, IDENTIFIER), () -> {
                    grants.sweep(app.app());
                    return "swept";
                }));

        if (answers.getFirst() instanceof Claim.Claimed claimed) {
            assertThat(grantOf(app, claimed.linkId()).state()).isEqualTo(GrantState.CLAIMED);
        } else {
            assertThat(answers.getFirst()).isEqualTo(new Claim.Refused(new NonceMatch.NoMatch()));
        }
    }
}
