package dev.linkhub.web.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.household.HubAccounts;
import dev.linkhub.household.Mailbox;
import dev.linkhub.vault.Secret;
import dev.linkhub.web.testing.PagesJourney;
import dev.linkhub.web.testing.TestBrowser;
import dev.linkhub.web.testing.TestBrowser.Page;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** An account that Ring vouched for once links a Ring account with another address only once its own is proved. */
@Tag("persistence")
@MicronautTest(transactional = false)
class ProvedAddressTest extends PagesJourney {

    private static final String CONFIRM = "Link your Ring account?";
    private static final String PASSWORD = "correct horse battery";
    private static final String SENT = "We have sent you a mail";

    @Inject
    Mailbox mailbox;

    @Test
    void anotherAddressThanRingsIsProvedBeforeTheHouseholdIsAsked() {
        Page arrived = arrive(browser, ring.install(app, ring.account()));
        Page needed = signUpAs("vera@example.com", arrived.location());
        assertThat(needed.heading()).isEqualTo(SENT);
        assertThat(needed.body())
                .contains("v•••@example.com")
                .doesNotContain("vera@")
                .doesNotContain("jane");
        assertThat(needed.document().select("a.button").attr("href")).isEqualTo(arrived.location());

        assertThat(browser.follow(browser.get(arrived.location())).heading())
                .as("not yet")
                .isEqualTo(SENT);
        assertThat(mailbox.waiting(app.tenant().scope()))
                .as("one mail however often")
                .isEqualTo(1);
        prove();
        assertThat(browser.get(arrived.location()).heading()).isEqualTo(CONFIRM);
        answer(browser, browser.get(arrived.location()), "link");
        assertThat(onlyLink().accountIdentifier()).isEqualTo("v***@example.com");
    }

    @Test
    void theAddressThatRingGaveNeedsNoMail() {
        Page arrived = arrive(browser, ring.install(app, ring.account()));
        Page confirmation = signUpAs("Jane.Doe@EXAMPLE.com", arrived.location());
        assertThat(confirmation.heading()).isEqualTo(CONFIRM);
        answer(browser, confirmation, "link");
        assertThat(linkIds()).hasSize(1);
        assertThat(mailbox.waiting(app.tenant().scope())).isZero();
    }

    @Test
    void anAnswerAfterTheProofWasTakenAwayClaimsNothing() {
        Page arrived = arrive(browser, ring.install(app, ring.account()));
        signUpAs("vera@example.com", arrived.location());
        prove();
        Page confirmation = browser.get(arrived.location());
        mailbox.forgetProofs(app.tenant().scope());
        assertThat(browser.follow(answer(browser, confirmation, "link")).heading())
                .isEqualTo(SENT);
        assertThat(linkIds()).isEmpty();
    }

    @Test
    void theProofCountsForLaterLinksToo() {
        Page arrived = arrive(browser, ring.install(app, ring.account()));
        signUpAs("vera@example.com", arrived.location());
        prove();
        answer(browser, browser.get(arrived.location()), "link");
        Page second = arrive(browser, ring.install(app, ring.account()));
        assertThat(browser.get(second.location()).heading()).isEqualTo(CONFIRM);
    }

    private Page signUpAs(String email, String wanted) {
        hub.getBean(HubAccounts.class).createVouched(app.tenant().scope(), email, Secret.of(PASSWORD), "::1");
        Page form = browser.get(path("sign-in") + "?next=" + wanted);
        return browser.follow(browser.submit(form, path("sign-in"), Map.of("email", email, "password", PASSWORD)));
    }

    private void prove() {
        String token = mailbox.deliver(app.tenant().scope()).getLast().token();
        TestBrowser phone = stranger();
        Page page = phone.get(path("verify-address") + "?token=" + token);
        assertThat(phone.submit(page, path("verify-address"), Map.of()).heading())
                .startsWith("Thank you");
    }
}
