package dev.linkhub.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.linkhub.audit.Actor;
import dev.linkhub.household.Mailbox;
import dev.linkhub.household.Mailbox.Received;
import dev.linkhub.signin.NewSignInMethod;
import dev.linkhub.signin.SignInMethods;
import dev.linkhub.web.testing.ProviderServer;
import dev.linkhub.web.testing.TestBrowser;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Signing in and all around accounts, where the hub keeps them and where a tenant's provider does. */
@MicronautTest(transactional = false)
@Property(name = "hub.egress-allow", value = "localhost")
class SignInPagesLookTest extends PagesLook {

    private static final String EMAIL = "vera@example.com";

    @Inject
    Mailbox mailbox;

    @Inject
    SignInMethods methods;

    @Test
    void signingIn() {
        see(browser, path("sign-in"), "sign-in", "sign-in");
        type(page, WORDS, EMAIL, "a wrong password", "sign-in");
        assertThat(page.locator("[role=alert]")).hasText(WORDS.say("sign-in.refused"));
        look("sign-in-refused", "sign-in");
        for (int i = 0; i < 5; i++) {
            type(page, WORDS, EMAIL, "a wrong password", "sign-in");
        }
        assertThat(page.locator("[role=alert]")).hasText(WORDS.say("sign-in.later", WORDS.say("seconds", 1)));
        look("sign-in-too-many", "sign-in");
        page.context().clearCookies();
        type(page, WORDS, EMAIL, PASSWORD, "sign-in");
        look("form-refused", "error.forbidden.heading");
    }

    @Test
    void creatingAnAccount() {
        see(browser, path("create-account"), "create-account", "create-account.heading");
        page.getByLabel(WORDS.say("form.email")).fill("vera");
        sendAnyway("create-account.button");
        assertThat(page.locator("#email-trouble")).hasText(WORDS.say("form.email-wrong"));
        look("create-account-errors", "create-account.heading");
        type(page, WORDS, EMAIL, PASSWORD, "create-account.button");
        look("create-account-asked", "account-asked.heading");
        see(stranger(), path("verify-address?token=" + onlyMail().token()), "create-account-mail", "verify.heading");
        press(page, WORDS.say("verify.button"));
        look("create-account-done", "verified.heading");
        go(browser, path("sign-in"));
        type(page, WORDS, EMAIL, PASSWORD, "sign-in");
        look("signed-in", "signed-in.heading");
    }

    @Test
    void creatingAnAccountWithRingsAddress() {
        String flow = arrive(browser, ring.install(app, ring.account())).location();
        see(browser, path("create-account?next=" + flow), "create-account-filled-in", "create-account.heading");
        assertThat(page.getByLabel(WORDS.say("form.email"))).hasValue("jane.doe@example.com");
        account("jane.doe@example.com");
        page.getByLabel(WORDS.say("form.password")).fill("somebody else's words");
        press(page, WORDS.say("create-account.button"));
        assertThat(page.locator("[role=alert]")).hasText(WORDS.say("create-account.refused"));
        look("create-account-refused", "create-account.heading");
    }

    @Test
    void anAddressThatIsNotProved() {
        signUp(browser);
        see(browser, path("sign-in"), "signed-in-unproved", "signed-in.heading");
        assertThat(page.locator("main")).containsText(WORDS.say("signed-in.sent"));
    }

    @Test
    void aForgottenPassword() {
        signUp(browser);
        mailbox.deliver(app.tenant().scope());
        see(stranger(), path("forgotten-password"), "forgotten-password", "forgotten.heading");
        page.getByLabel(WORDS.say("form.email")).fill("vera");
        sendAnyway("forgotten.button");
        assertThat(page.locator("#email-trouble")).hasText(WORDS.say("form.email-wrong"));
        look("forgotten-password-error", "forgotten.heading");
        page.getByLabel(WORDS.say("form.email")).fill(EMAIL);
        press(page, WORDS.say("forgotten.button"));
        look("forgotten-password-sent", "reset-sent.heading");

        String reset = path("reset-password?token=" + onlyMail().token());
        see(stranger(), reset, "reset-password", "reset.heading");
        page.getByLabel(WORDS.say("reset.password")).fill("short");
        sendAnyway("reset.button");
        assertThat(page.locator("#password-trouble")).hasText(WORDS.say("form.password-wrong"));
        look("reset-password-error", "reset.heading");
        page.getByLabel(WORDS.say("reset.password")).fill("another horse entirely");
        press(page, WORDS.say("reset.button"));
        look("password-changed", "password-changed.heading");
        see(stranger(), reset, "reset-password-over", "reset-over.heading");
    }

    @Test
    void provingAnAddress() {
        TestBrowser.Page landed = signUp(browser);
        String verify = path("verify-address?token=" + onlyMail().token());
        see(stranger(), verify, "verify-address", "verify.heading");
        press(page, WORDS.say("verify.button"));
        look("verify-address-done", "verified.heading");
        see(stranger(), verify, "verify-address-over", "verify-over.heading");

        mailbox.forgetProofs(app.tenant().scope());
        for (int i = 0; i < 4; i++) {
            browser.submit(landed, path("verify-address/resend"), Map.of());
        }
        go(browser, path("verify-address/needed"));
        press(page, WORDS.say("address-needed.send-again"));
        look("mails-too-many", "mails-too-many.heading");
    }

    @Test
    void throughAProvider() {
        try (ProviderServer provider = new ProviderServer()) {
            provideFrom(provider.issuer("acme"));
            see(browser, path("sign-in/callback?state=x&code=y"), "provider-stale", "provider.stale.heading");

            String declined = path("sign-in/callback?error=access_denied&state=" + leave());
            see(browser, declined, "provider-declined", "provider.declined.heading");

            provider.misbehave("/acme/token", 401, "{\"error\":\"invalid_client\"}");
            String wrong = path("sign-in/callback?code=x&state=" + leave());
            see(browser, wrong, "provider-wrong", "provider.wrong.heading");
        }
    }

    @Test
    void throughAProviderThatDoesNotAnswer() {
        provideFrom("http://localhost:1/nobody");
        see(browser, path("sign-in"), "provider-away", "provider.away.heading");
    }

    @Test
    void signingOutFromAProvider() {
        signUpAt(browser, path("sign-in"));
        provideFrom("http://localhost:1/nobody");
        go(browser, home());
        press(page, WORDS.say("sign-out"));
        look("provider-signed-out", "provider.signed-out.heading");
    }

    /** Signs in to a new account whose address is not proved. */
    private TestBrowser.Page signUp(TestBrowser someone) {
        account(EMAIL);
        return someone.follow(someone.submit(
                someone.get(path("sign-in")), path("sign-in"), Map.of("email", EMAIL, "password", PASSWORD)));
    }

    private Received onlyMail() {
        return mailbox.deliver(app.tenant().scope()).getLast();
    }

    private void provideFrom(String issuer) {
        methods.put(
                app.tenant().scope(), new NewSignInMethod("oidc", issuer, "the hub", null, null), true, Actor.OPERATOR);
    }

    /** Leaves for the provider; answers by what it knows the browser when that comes back. */
    private String leave() {
        String left = browser.get(path("sign-in")).location();
        return left.replaceFirst(".*[?&]state=([^&]+).*", "$1");
    }
}
