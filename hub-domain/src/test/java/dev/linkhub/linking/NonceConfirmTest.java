package dev.linkhub.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.audit.AuditEntry;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.grant.GrantState;
import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RevokedReason;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.journey.RemovalNotice;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class NonceConfirmTest extends LinkingJourney {

    @Inject
    AuditTrail audit;

    @Test
    void confirmingMakesTheLinkAndTakesTheGrantOutOfThePool() {
        Onboarded app = ring.onboard();
        String account = ring.account();
        String ada = household(app, "ada");
        String linkId = claim(app, ring.install(app, account), ada);

        AccountLink link = link(app, linkId);
        assertThat(link.state()).isEqualTo(LinkState.CLAIMED);
        assertThat(link.householdId()).isEqualTo(ada);
        assertThat(link.ringAccountId()).isEqualTo(account);
        assertThat(link.accountIdentifier()).isEqualTo(IDENTIFIER);
        assertThat(grantOf(app, linkId).state()).isEqualTo(GrantState.CLAIMED);
        assertThat(grants.pool(app.app(), Environment.PRODUCTION)).isEmpty();
        assertThat(timeLine(app, linkId)).containsExactly(LinkEventType.CLAIMED);
        assertThat(audit.newestFirst(app.tenant().scope(), "~", 1))
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::subject)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(ada, "link.claimed", linkId));
    }

    @Test
    void aSecondClickOnTheSamePageGetsTheSameLink() {
        Onboarded app = ring.onboard();
        LinkingFlow flow = arrive(app, ring.install(app, ring.account()));
        String ada = household(app, "ada");
        claims.match(app.app(), flow, ada);
        Claim first = claims.confirm(app.app(), flow, ada, IDENTIFIER);

        assertThat(claims.confirm(app.app(), flow, ada, IDENTIFIER)).isEqualTo(first);
        assertThat(claims.confirm(app.app(), flow, household(app, "mallory"), IDENTIFIER))
                .as("the flow's page in another session")
                .isEqualTo(new Claim.Refused(new NonceMatch.NonceUsed()));
    }

    @Test
    void aConfirmationByAnotherHouseholdThanTheOneThatMatchedIsRefused() {
        Onboarded app = ring.onboard();
        LinkingFlow flow = arrive(app, ring.install(app, ring.account()));
        claims.match(app.app(), flow, household(app, "ada"));

        assertThat(claims.confirm(app.app(), flow, household(app, "mallory"), IDENTIFIER))
                .isEqualTo(new Claim.Refused(new NonceMatch.NoMatch()));
        assertThat(inPool(app)).isNotNull();
    }

    @Test
    void aConfirmationWithoutAMatchIsRefused() {
        Onboarded app = ring.onboard();
        LinkingFlow flow = arrive(app, ring.install(app, ring.account()));
        assertThat(claims.confirm(app.app(), flow, household(app, "ada"), IDENTIFIER))
                .isEqualTo(new Claim.Refused(new NonceMatch.NoMatch()));
    }

    @Test
    void aConfirmationThatComesTooLateIsRefused() {
        Onboarded app = ring.onboard();
        LinkingFlow flow = arrive(app, ring.install(app, ring.account()));
        String ada = household(app, "ada");
        claims.match(app.app(), flow, ada);
        ring.advance(Duration.ofSeconds(601));

        assertThat(claims.confirm(app.app(), flow, ada, IDENTIFIER))
                .isEqualTo(new Claim.Refused(new NonceMatch.Expired()));
    }

    @Test
    void aConfirmationWhileTheAppIsPausedIsRefused() {
        Onboarded app = ring.onboard();
        LinkingFlow flow = arrive(app, ring.install(app, ring.account()));
        String ada = household(app, "ada");
        claims.match(app.app(), flow, ada);
        ring.ring()
                .fault(NewFault.answering("token.authorization_code", 401)
                        .withBody("application/json", "{\"error\":\"invalid_client\"}")
                        .times(1));
        ring.install(app, ring.account());

        assertThat(claims.confirm(current(app), flow, ada, IDENTIFIER))
                .isEqualTo(new Claim.Refused(new NonceMatch.AppPaused()));
    }

    @Test
    void sayingNotMineEndsTheFlowAndLeavesTheGrantClaimable() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        LinkingFlow flow = arrive(app, installation);
        String ada = household(app, "ada");
        claims.match(app.app(), flow, ada);
        flows.decline(flow);

        assertThat(claims.match(app.app(), reread(app, flow), ada)).isEqualTo(new NonceMatch.Declined());
        assertThat(claims.confirm(app.app(), flow, ada, IDENTIFIER))
                .isEqualTo(new Claim.Refused(new NonceMatch.Declined()));
        claim(app, installation, household(app, "the-owner"));
    }

    @Test
    void aClaimedFlowCannotBeDeclined() {
        Onboarded app = ring.onboard();
        LinkingFlow flow = arrive(app, ring.install(app, ring.account()));
        String ada = household(app, "ada");
        claims.match(app.app(), flow, ada);
        claims.confirm(app.app(), flow, ada, IDENTIFIER);
        flows.decline(flow);
        assertThat(reread(app, flow).state()).isEqualTo(FlowState.CLAIMED);
    }

    @Test
    void ofTwoHouseholdsWithANonceEachTheSecondIsToldThatTheAccountIsTaken() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        LinkingFlow first = arrive(app, installation);
        LinkingFlow second = arrive(app, ring.ring().signIn(installation.id()));
        claims.match(app.app(), first, household(app, "ada"));
        claims.match(app.app(), second, household(app, "bob"));

        assertThat(claims.confirm(app.app(), second, household(app, "bob"), IDENTIFIER))
                .isInstanceOf(Claim.Claimed.class);
        assertThat(claims.confirm(app.app(), first, household(app, "ada"), IDENTIFIER))
                .isEqualTo(new Claim.Refused(new NonceMatch.ClaimedByAnother()));
    }

    @Test
    void aHouseholdsSecondTabIsToldThatTheAccountIsItsOwnAlready() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        String ada = household(app, "ada");
        LinkingFlow first = arrive(app, installation);
        LinkingFlow second = arrive(app, ring.ring().signIn(installation.id()));
        claims.match(app.app(), first, ada);
        claims.match(app.app(), second, ada);
        Claim.Claimed claimed = (Claim.Claimed) claims.confirm(app.app(), first, ada, IDENTIFIER);

        assertThat(claims.confirm(app.app(), second, ada, IDENTIFIER))
                .isEqualTo(new Claim.Refused(new NonceMatch.AlreadyLinked(claimed.linkId())));
    }

    @Test
    void aGrantThatArrivesBetweenMatchAndConfirmationIsTheOneThatIsClaimed() {
        Onboarded app = ring.onboard();
        InstallationDetails installation = ring.install(app, ring.account());
        String older = inPool(app).grantId();
        LinkingFlow flow = arrive(app, installation);
        String ada = household(app, "ada");
        claims.match(app.app(), flow, ada);
        ring.advance(Duration.ofSeconds(5));
        ring.ring().signInWithNewCode(installation.id());
        String newer = inPool(app).grantId();

        Claim claim = claims.confirm(app.app(), flow, ada, IDENTIFIER);
        assertThat(claim).as("the nonce names the account, not a token").isInstanceOf(Claim.Claimed.class);
        assertThat(link(app, ((Claim.Claimed) claim).linkId()).grantId())
                .isEqualTo(newer)
                .isNotEqualTo(older);
        assertThat(grants.pool(app.app(), Environment.PRODUCTION)).isEmpty();
    }

    @Test
    void aGrantRemovedBetweenMatchAndConfirmationCannotBeClaimed() {
        Onboarded app = ring.onboard();
        LinkingFlow flow = arrive(app, ring.install(app, ring.account()));
        String ada = household(app, "ada");
        claims.match(app.app(), flow, ada);
        hub.getBean(Grants.class).revoke(app.tenant().scope(), inPool(app).grantId(), RevokedReason.REMOVED_BY_USER);

        assertThat(claims.confirm(app.app(), flow, ada, IDENTIFIER))
                .isEqualTo(new Claim.Refused(new NonceMatch.NoMatch()));
    }

    @Test
    void anotherHouseholdThatClaimsTheReinstalledAccountReplacesTheFirst() {
        Onboarded app = ring.onboard();
        String account = ring.account();
        InstallationDetails first = ring.install(app, account);
        String adas = completed(app, first, household(app, "ada"));
        String adasGrant = link(app, adas).grantId();
        ring.ring().remove(first.id(), RemovalNotice.SKIP);
        String bobs = linked(app, account, household(app, "bob"));

        assertThat(bobs).isNotEqualTo(adas);
        assertThat(link(app, adas).state()).isEqualTo(LinkState.REPLACED);
        assertThat(timeLine(app, adas)).endsWith(LinkEventType.REPLACED);
        assertThat(grants.get(app.tenant().scope(), adasGrant).state()).isEqualTo(GrantState.SUPERSEDED);
        assertThat(grants.accessToken(app.tenant().scope(), adasGrant)).isEmpty();
        assertThat(link(app, bobs).state()).isEqualTo(LinkState.COMPLETED);
    }

    @Test
    void aHouseholdThatComesBackAfterBeingReplacedGetsItsOldLink() {
        Onboarded app = ring.onboard();
        String account = ring.account();
        InstallationDetails first = ring.install(app, account);
        String adas = completed(app, first, household(app, "ada"));
        ring.ring().remove(first.id(), RemovalNotice.SKIP);
        InstallationDetails second = ring.install(app, account);
        String bobs = completed(app, second, household(app, "bob"));
        ring.ring().remove(second.id(), RemovalNotice.SKIP);

        assertThat(linked(app, account, household(app, "ada"))).isEqualTo(adas);
        assertThat(link(app, adas).removedAt()).isNull();
        assertThat(link(app, bobs).state()).isEqualTo(LinkState.REPLACED);
        List<AccountLink> bobsLinks = links.ofHousehold(app.tenant().scope(), household(app, "bob"));
        assertThat(bobsLinks).extracting(AccountLink::linkId).containsExactly(bobs);
    }

    private LinkingFlow reread(Onboarded app, LinkingFlow flow) {
        return hub.getBean(FlowRows.class)
                .find(app.tenant().tenantId(), flow.flowId())
                .orElseThrow();
    }
}
