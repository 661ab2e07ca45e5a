package dev.linkhub.linking;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.audit.Actor;
import dev.linkhub.grant.GrantState;
import dev.linkhub.grant.MaskedProfile;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.NewCredentials;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.journey.RemovalNotice;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.vault.Secret;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class NonceMatchTest extends LinkingJourney {

    private static final MaskedProfile JANE = new MaskedProfile("J•••", "j•••@example.com");

    @Test
    void theNonceOfTheSharedVectorsMatchesItsAccount() {
        Onboarded app = ring.onboard();
        ring.ring()
                .createAccount(NewAccount.of("Jane", "Doe", "jane.doe@example.com")
                        .withId("ava1.ring.account.TESTACCOUNT0001"));
        ring.install(app, ring.account());
        ring.install(app, "ava1.ring.account.TESTACCOUNT0001");
        ring.install(app, ring.account());
        apps.replaceCredentials(
                app.tenant().scope(),
                app.app().appId(),
                new NewCredentials(null, null, Secret.of("dGVzdC1obWFjLWtleS1mb3ItcmluZy1odWI9PQ==")),
                Actor.OPERATOR);
        clock.set(Instant.ofEpochMilli(1_771_130_906_289L));

        LinkingFlow flow = started(
                app,
                flows.start(
                        app.app(),
                        Environment.PRODUCTION,
                        "ej2PWHFU1eOARP18e_rrWUOPlcLwhZIG_tVOoObJOiY",
                        "1771130906289",
                        "192.0.2.1"));
        assertThat(claims.match(current(app), flow, household(app, "ada")))
                .isEqualTo(new NonceMatch.Matched(JANE, List.of()));
        LinkingFlow aMillisecondOff = started(
                app,
                flows.start(
                        app.app(),
                        Environment.PRODUCTION,
                        "ej2PWHFU1eOARP18e_rrWUOPlcLwhZIG_tVOoObJOiY",
                        "1771130906288",
                        "192.0.2.1"));
        clock.advance(Duration.ofMinutes(5));
        assertThat(claims.match(current(app), aMillisecondOff, household(app, "ada")))
                .isEqualTo(new NonceMatch.NoMatch());
    }

    @Test
    void matchingClaimsNothing() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        LinkingFlow flow = arrive(app, installation);

        assertThat(claims.match(app.app(), flow, household(app, "ada")))
                .isEqualTo(new NonceMatch.Matched(JANE, List.of()));

        String grantId = inPool(app).grantId();
        assertThat(grants.get(app.tenant().scope(), grantId).state()).isEqualTo(GrantState.UNCLAIMED);
        assertThat(links.ofHousehold(app.tenant().scope(), household(app, "ada")))
                .isEmpty();
        assertThat(calls(app, "app_integrations.post")).isEmpty();
    }

    @Test
    void aParkedGrantMatchesToo() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        ring.advance(Duration.ofMinutes(16));
        grants.sweep(app.app());
        assertThat(grants.get(app.tenant().scope(), inPool(app).grantId()).state())
                .isEqualTo(GrantState.PARKED);

        InstallationDetails later = ring.ring().signIn(installation.id());
        String linkId = claim(app, later, household(app, "ada"));
        assertThat(grantOf(app, linkId).state()).isEqualTo(GrantState.CLAIMED);
    }

    @Test
    void theNewestGrantOfTheAccountIsTheOneThatIsClaimed() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        String older = inPool(app).grantId();
        ring.advance(Duration.ofSeconds(5));
        InstallationDetails again = ring.ring().signInWithNewCode(installation.id());

        String linkId = claim(app, again, household(app, "ada"));
        assertThat(link(app, linkId).grantId()).isNotEqualTo(older);
        assertThat(grants.get(app.tenant().scope(), older).state()).isEqualTo(GrantState.SUPERSEDED);
    }

    @Test
    void theNonceOfAnotherAppDoesNotMatch() {
        Onboarded app = ring.onboard();
        Onboarded other = ring.onboard(app.tenant(), "other");
        String account = ring.account();
        ring.install(app, account);
        InstallationDetails elsewhere = ring.install(other, account);
        ring.advance(Duration.ofMinutes(2));

        LinkingFlow flow = arrive(app, elsewhere);
        assertThat(claims.match(app.app(), flow, household(app, "ada"))).isEqualTo(new NonceMatch.NoMatch());
    }

    @Test
    void aFlowOfOneAppLeadsNowhereOnThePagesOfAnother() {
        Onboarded app = ring.onboard();
        Onboarded other = ring.onboard(app.tenant(), "other");
        LinkingFlow flow = arrive(app, ring.install(app, ring.account()));
        String ada = household(app, "ada");
        claims.match(app.app(), flow, ada);

        assertThatThrownBy(() -> claims.match(other.app(), flow, ada)).isInstanceOf(NotFound.class);
        assertThatThrownBy(() -> claims.confirm(other.app(), flow, ada, IDENTIFIER))
                .as("the nonce would be consumed in the wrong app's book, and work again in its own")
                .isInstanceOf(NotFound.class);
    }

    @Test
    void theNonceOfOneEnvironmentDoesNotMatchThePoolOfTheOther() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        ring.advance(Duration.ofMinutes(2));

        LinkingFlow flow = arrive(app, Environment.STAGING, installation);
        assertThat(claims.match(app.app(), flow, household(app, "ada"))).isEqualTo(new NonceMatch.NoMatch());
    }

    @Test
    void aNonceConsumedInOneEnvironmentIsUsedInTheOther() {
        Onboarded app = ring.onboard();
        String account = ring.account();
        InstallationDetails installation = ring.install(app, account);
        ring.ring().install(account, app.atRing().id(), RingEnvironment.STAGING);
        claim(app, installation, household(app, "ada"));

        LinkingFlow replayed = arrive(app, Environment.STAGING, installation);
        assertThat(claims.match(app.app(), replayed, household(app, "mallory")))
                .as("the account waits in staging's pool, and Ring would take the nonce")
                .isEqualTo(new NonceMatch.NonceUsed());
    }

    @Test
    void aNonceThatHasLinkedLinksNobodyElse() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        claim(app, installation, household(app, "ada"));

        LinkingFlow replayed = arrive(app, installation);
        assertThat(claims.match(app.app(), replayed, household(app, "mallory"))).isEqualTo(new NonceMatch.NonceUsed());
        assertThat(claims.confirm(app.app(), replayed, household(app, "mallory"), IDENTIFIER))
                .isEqualTo(new Claim.Refused(new NonceMatch.NonceUsed()));
    }

    @Test
    void whileACodeIsStillUnderWayThePageWaitsAndThenThereIsNoMatch() {
        Onboarded app = ring.onboard();
        ring.ring().fault(NewFault.answering("users_me", 500).always());
        LinkingFlow flow = arrive(app, ring.install(app, ring.account()));
        String ada = household(app, "ada");

        assertThat(claims.match(app.app(), flow, ada)).isEqualTo(new NonceMatch.Waiting());
        ring.advance(Duration.ofSeconds(61));
        assertThat(claims.match(app.app(), flow, ada)).isEqualTo(new NonceMatch.NoMatch());
    }

    @Test
    void aFlowThatIsTooOldIsOverWhateverItMatches() {
        Onboarded app = ring.onboard();
        LinkingFlow flow = arrive(app, ring.install(app, ring.account()));
        ring.advance(Duration.ofSeconds(601));
        assertThat(claims.match(app.app(), flow, household(app, "ada"))).isEqualTo(new NonceMatch.Expired());
    }

    @Test
    void nothingIsMatchedWhileTheAppIsPaused() {
        Onboarded app = ring.onboard();
        LinkingFlow flow = arrive(app, ring.install(app, ring.account()));
        ring.ring()
                .fault(NewFault.answering("token.authorization_code", 401)
                        .withBody("application/json", "{\"error\":\"invalid_client\"}")
                        .times(1));
        ring.install(app, ring.account());

        assertThat(claims.match(current(app), flow, household(app, "ada"))).isEqualTo(new NonceMatch.AppPaused());
    }

    @Test
    void whoHasTheAccountAlreadyIsToldSo() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        String ada = household(app, "ada");
        String linkId = completed(app, installation, ada);
        ring.advance(Duration.ofMinutes(2));

        LinkingFlow again = arrive(app, ring.ring().signIn(installation.id()));
        assertThat(claims.match(app.app(), again, ada)).isEqualTo(new NonceMatch.AlreadyLinked(linkId));
    }

    @Test
    void whoComesWithAnAccountThatAnotherHouseholdHasJustClaimedIsToldSo() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        claim(app, installation, household(app, "ada"));
        ring.advance(Duration.ofMinutes(2));

        LinkingFlow bobs = arrive(app, ring.ring().signIn(installation.id()));
        assertThat(claims.match(app.app(), bobs, household(app, "bob"))).isEqualTo(new NonceMatch.ClaimedByAnother());
    }

    @Test
    void aReinstallOfALinkedAccountMatchesAgain() {
        Onboarded app = ring.onboard();
        String account = ring.account();
        InstallationDetails first = ring.install(app, account);
        String ada = household(app, "ada");
        completed(app, first, ada);
        ring.ring().remove(first.id(), RemovalNotice.SKIP);

        LinkingFlow flow = arrive(app, ring.install(app, account));
        assertThat(claims.match(app.app(), flow, ada)).isEqualTo(new NonceMatch.Matched(JANE, List.of()));
    }

    @Test
    void anotherTenantsPoolIsNotSearched() {
        Onboarded app = ring.onboard();
        Onboarded foreign = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        ring.advance(Duration.ofMinutes(2));
        LinkingFlow flow = arrive(foreign, installation);
        assertThat(claims.match(foreign.app(), flow, household(foreign, "mallory")))
                .isEqualTo(new NonceMatch.NoMatch());
    }
}
