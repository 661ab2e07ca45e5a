package dev.linkhub.web.signin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.linkhub.household.Mailbox;
import dev.linkhub.household.Mailbox.Received;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.web.testing.PagesJourney;
import dev.linkhub.web.testing.TestBrowser;
import dev.linkhub.web.testing.TestBrowser.Page;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How an account comes about, and what nobody learns by asking for one. */
@Tag("persistence")
@MicronautTest(transactional = false)
class CreateAccountPagesTest extends PagesJourney {

    private static final String VERA = "vera@example.com";
    private static final String PASSWORD = "correct horse battery";
    /** The one that the simulator's accounts have. */
    private static final String RINGS = "jane.doe@example.com";

    @Inject
    Mailbox mailbox;

    @Test
    void theAccountIsThereOnceTheMailsLinkIsUsed() {
        Page asked = browser.follow(ask(browser, VERA, PASSWORD, ""));
        assertThat(asked.heading()).isEqualTo("Look into your mail");
        assertThat(browser.cookie("session-" + app.tenant().slug())).isEmpty();
        assertThat(signIn(browser, VERA, PASSWORD).status()).as("not yet").isEqualTo(422);

        Received mail = onlyMail();
        assertThat(mail.subject()).startsWith("Finish creating your account with ");
        assertThat(confirm(mail.token()).heading()).startsWith("Thank you");
        assertThat(signIn(browser, VERA, PASSWORD).status()).isEqualTo(303);
        assertThat(browser.get(path("sign-in")).body()).doesNotContain("not confirmed");
        assertThat(confirm(mail.token()).status()).as("once").isEqualTo(410);
    }

    @Test
    void afterTheMailTheHouseholdGoesOnWhereItWanted() {
        String flow = arrive(browser, ring.install(app, ring.account())).location();
        Page asked = browser.follow(ask(browser, VERA, PASSWORD, flow));
        confirm(onlyMail().token());
        String signIn = asked.document().select("a.button").attr("href");
        assertThat(signIn).isEqualTo(path("sign-in") + "?next=" + flow);
        Page form = browser.get(signIn);
        Page confirmation =
                browser.follow(browser.submit(form, path("sign-in"), Map.of("email", VERA, "password", PASSWORD)));
        assertThat(confirmation.heading()).isEqualTo("Link your Ring account?");
    }

    @Test
    void knownAndUnknownAddressesAreAnsweredTheSameAndOnlyTheMailTells() {
        ask(browser, VERA, PASSWORD, "");
        confirm(onlyMail().token());

        TestBrowser asker = stranger();
        Page known = ask(asker, VERA, "a guess of a password", "");
        Page unknown = ask(asker, "nobody@example.com", "a guess of a password", "");
        assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(303);
        assertThat(known.location()).isEqualTo(unknown.location()).doesNotContain("@");
        assertThat(known.setCookies()).isEqualTo(unknown.setCookies());
        assertThat(asker.follow(known).body()).isEqualTo(asker.follow(unknown).body());
        assertThat(signIn(asker, VERA, "a guess of a password").status())
                .isEqualTo(signIn(asker, "nobody@example.com", "a guess of a password")
                        .status())
                .isEqualTo(422);

        List<Received> mails = mailbox.deliver(tenant());
        assertThat(mails)
                .extracting(Received::to, mail -> mail.subject().split(" ", 3)[0])
                .containsExactlyInAnyOrder(tuple(VERA, "You"), tuple("nobody@example.com", "Finish"));
        assertThat(mails.stream().filter(mail -> mail.to().equals(VERA)))
                .allSatisfy(mail ->
                        assertThat(mail.text()).contains("There is one already").doesNotContain("token="));
        assertThat(signIn(stranger(), VERA, PASSWORD).status())
                .as("its password is what it was")
                .isEqualTo(303);
    }

    @Test
    void thePasswordIsThatOfTheVeryMailWhoseLinkIsUsed() {
        ask(stranger(), VERA, "the attacker's password", "");
        mailbox.deliver(tenant());
        ask(browser, VERA, PASSWORD, "");
        confirm(onlyMail().token());
        assertThat(signIn(stranger(), VERA, "the attacker's password").status()).isEqualTo(422);
        assertThat(signIn(browser, VERA, PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void ofTwoLinksForOneAddressTheFirstCounts() {
        ask(browser, VERA, PASSWORD, "");
        String first = onlyMail().token();
        ask(browser, VERA, "another horse entirely", "");
        String second = onlyMail().token();
        assertThat(confirm(first).heading()).startsWith("Thank you");
        assertThat(confirm(second).status()).isEqualTo(410);
        assertThat(signIn(browser, VERA, PASSWORD).status()).isEqualTo(303);
    }

    @Test
    void aLinkIsGoodForADayAndForItsTenantAlone() {
        ask(browser, VERA, PASSWORD, "");
        String token = onlyMail().token();
        var own = app;
        app = ring.onboard();
        assertThat(stranger().get(path("verify-address") + "?token=" + token).status())
                .isEqualTo(410);
        app = own;
        ring.advance(Duration.ofHours(24));
        assertThat(stranger().get(path("verify-address") + "?token=" + token).status())
                .isEqualTo(410);
    }

    @Test
    void mailsAreBoundedAlikeForKnownAndUnknownAddresses() {
        ask(browser, VERA, PASSWORD, "");
        confirm(onlyMail().token());
        for (int i = 0; i < 4; i++) {
            ask(browser, VERA, PASSWORD, "");
        }
        for (int i = 0; i < 5; i++) {
            ask(browser, "nobody@example.com", PASSWORD, "");
        }
        ring.advance(Duration.ofSeconds(5));
        Page known = ask(browser, VERA, PASSWORD, "");
        assertThat(known.status()).isEqualTo(429);
        assertThat(ask(browser, "nobody@example.com", PASSWORD, "").body()).isEqualTo(known.body());
    }

    @Test
    void withRingsOwnAddressTheFormIsFilledInAndNoMailIsNeeded() {
        String flow = arrive(browser, ring.install(app, ring.account())).location();
        Page form = browser.get(path("create-account") + "?next=" + flow);
        assertThat(form.document().select("#email").val()).isEqualTo(RINGS);
        assertThat(browser.get(path("sign-in") + "?next=" + flow)
                        .document()
                        .select("#email")
                        .val())
                .as("nothing is looked for before somebody wants an account")
                .isEmpty();
        Page made = browser.submit(form, path("create-account"), Map.of("password", PASSWORD));
        assertThat(made.location()).isEqualTo(flow);
        assertThat(browser.follow(made).heading()).isEqualTo("Link your Ring account?");
        assertThat(mailbox.waiting(tenant())).isZero();
    }

    @Test
    void noOtherBrowserSeesOrUsesThatAddress() {
        String flow = arrive(browser, ring.install(app, ring.account())).location();
        for (TestBrowser other : List.of(stranger(), signedOut())) {
            assertThat(other.get(path("create-account") + "?next=" + flow)
                            .document()
                            .select("#email")
                            .val())
                    .isEmpty();
            assertThat(ask(other, RINGS, PASSWORD, flow).location()).startsWith(path("create-account/asked"));
        }
        assertThat(browser.get(path("create-account"))
                        .document()
                        .select("#email")
                        .val())
                .as("only on the way to the link")
                .isEmpty();
    }

    /** A browser with a flow of its own. */
    private TestBrowser signedOut() {
        TestBrowser other = stranger();
        other.get(path(app.app().slug() + "/production/link?nonce=" + "n".repeat(43) + "&time="
                + clock.instant().toEpochMilli()));
        return other;
    }

    private Page ask(TestBrowser someone, String email, String password, String next) {
        ring.advance(Duration.ofSeconds(1));
        Page form = someone.get(path("create-account") + (next.isEmpty() ? "" : "?next=" + next));
        return someone.submit(form, path("create-account"), Map.of("email", email, "password", password));
    }

    private Page signIn(TestBrowser someone, String email, String password) {
        ring.advance(Duration.ofSeconds(2));
        return someone.submit(
                someone.get(path("sign-in")), path("sign-in"), Map.of("email", email, "password", password));
    }

    private Page confirm(String token) {
        TestBrowser phone = stranger();
        Page page = phone.get(path("verify-address") + "?token=" + token);
        return page.status() == 200 ? phone.submit(page, path("verify-address"), Map.of()) : page;
    }

    private Received onlyMail() {
        List<Received> mails = mailbox.deliver(tenant());
        assertThat(mails).hasSize(1);
        return mails.getFirst();
    }

    private TenantScope tenant() {
        return app.tenant().scope();
    }
}
