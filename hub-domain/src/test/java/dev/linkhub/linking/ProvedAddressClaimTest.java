package dev.linkhub.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.household.HubAccounts;
import dev.linkhub.household.Mailbox;
import dev.linkhub.household.SignIn;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.vault.Secret;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose address counts when a Ring account is claimed: a proved one, or just the one that Ring gave. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class ProvedAddressClaimTest extends LinkingJourney {

    @Inject
    HubAccounts accounts;

    @Inject
    Mailbox mailbox;

    @ParameterizedTest
    @ValueSource(strings = {"jane.doe@example.com", " JANE.Doe@Example.COM "})
    void ringsOwnAddressClaims(String email) {
        Onboarded app = ring.onboard();
        claim(app, ring.install(app, ring.account()), account(app, email));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"jane.do@example.com", "jane.doe@example.org", "janedoe@example.com", "jane.doe+x@example.com"})
    void anyOtherIsProvedFirst(String email) {
        Onboarded app = ring.onboard();
        String household = account(app, email);
        LinkingFlow flow = arrive(app, ring.install(app, ring.account()));
        assertThat(claims.match(app.app(), flow, household)).isEqualTo(new NonceMatch.AddressUnproved());
        assertThat(claims.confirm(app.app(), flow, household, IDENTIFIER)).isInstanceOf(Claim.Refused.class);

        mailbox.proveAddresses(app.tenant().scope());
        assertThat(claims.match(app.app(), flow, household)).isInstanceOf(NonceMatch.Matched.class);
        assertThat(claims.confirm(app.app(), flow, household, IDENTIFIER)).isInstanceOf(Claim.Claimed.class);
    }

    @Test
    void theConfirmationLooksAgain() {
        Onboarded app = ring.onboard();
        String household = account(app, "vera@example.com");
        mailbox.proveAddresses(app.tenant().scope());
        LinkingFlow flow = arrive(app, ring.install(app, ring.account()));
        assertThat(claims.match(app.app(), flow, household)).isInstanceOf(NonceMatch.Matched.class);
        mailbox.forgetProofs(app.tenant().scope());
        assertThat(claims.confirm(app.app(), flow, household, IDENTIFIER))
                .isEqualTo(new Claim.Refused(new NonceMatch.AddressUnproved()));
        mailbox.proveAddresses(app.tenant().scope());
        assertThat(claims.confirm(app.app(), flow, household, IDENTIFIER))
                .as("the nonce is still good")
                .isInstanceOf(Claim.Claimed.class);
    }

    @Test
    void nothingIsKeptOfRingsAddressOnceTheGrantIsClaimed() {
        Onboarded app = ring.onboard();
        var installed = ring.install(app, ring.account());
        String grantId = inPool(app).grantId();
        assertThat(grants.isAddressOf(app.tenant().scope(), grantId, "jane.doe@example.com"))
                .isTrue();
        claim(app, installed, account(app, "jane.doe@example.com"));
        assertThat(grants.isAddressOf(app.tenant().scope(), grantId, "jane.doe@example.com"))
                .isFalse();
    }

    /** Ring need not give an address: then there is none that could be equal. */
    @Test
    void aProfileWithoutAnAddressIsFoundAllTheSame() {
        Onboarded app = ring.onboard();
        String account = ring.account();
        ring.ring()
                .fault(NewFault.answering("users_me", 200)
                        .withBody(
                                "application/json",
                                "{\"data\":{\"id\":\"%s\",\"attributes\":{\"first_name\":\"Jane\"}}}"
                                        .formatted(account))
                        .times(1));
        LinkingFlow flow = arrive(app, ring.install(app, account));
        String household = account(app, "jane.doe@example.com");
        assertThat(claims.match(app.app(), flow, household)).isEqualTo(new NonceMatch.AddressUnproved());
        mailbox.proveAddresses(app.tenant().scope());
        assertThat(claims.match(app.app(), flow, household)).isInstanceOf(NonceMatch.Matched.class);
    }

    private String account(Onboarded app, String email) {
        return ((SignIn.SignedIn) accounts.createVouched(
                        app.tenant().scope(), email, Secret.of("correct horse battery"), "192.0.2.1"))
                .household()
                .householdId();
    }
}
