package dev.linkhub.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.linkhub.audit.Actor;
import dev.linkhub.branding.Branding;
import dev.linkhub.branding.Brandings;
import dev.linkhub.household.HubAccounts;
import dev.linkhub.household.Mailbox;
import dev.linkhub.household.Mailbox.Received;
import dev.linkhub.signin.NewSignInMethod;
import dev.linkhub.signin.SignInMethods;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import dev.linkhub.vault.Secret;
import dev.linkhub.web.testing.TestBrowser;
import dev.linkhub.web.testing.TestBrowser.Page;
import dev.linkhub.wording.OwnWording;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** The pages around the mails about an account, and what somebody who should not get in tries with them. */
@Tag("persistence")
@MicronautTest(transactional = false)
class AccountMailPagesTest implements HubTest {

    private static final String EMAIL = "vera@example.com";
    private static final String OLD = "correct horse battery";
    private static final String NEW = "another horse entirely";
    private static final String RESET = "reset-password";
    private static final String VERIFY = "verify-address";
    private static final String OVER = "This mail link no longer works";

    @Inject
    EmbeddedServer server;

    @Inject
    Tenants tenants;

    @Inject
    SignInMethods methods;

    @Inject
    Brandings brandings;

    @Inject
    HubAccounts accounts;

    @Inject
    Mailbox mailbox;

    @Inject
    MovableClock clock;

    private TestBrowser browser;
    private TenantScope tenant;
    private String acme;
    private int count;

    @BeforeEach
    void tenantAndBrowser() {
        acme = "acme-" + ++count;
        tenant = tenants.create(acme, "Acme", "operator").scope();
        browser = stranger();
        clock.advance(Duration.ofHours(1));
    }

    @Test
    void whoHasForgottenThePasswordChoosesANewOneBehindTheMailsLink() {
        signUp(browser);
        TestBrowser phone = stranger();
        Page signIn = phone.get(path("sign-in"));
        Page form = phone.get(signIn.document().select("a:contains(Forgotten)").attr("href"));
        assertThat(form.heading()).isEqualTo("Forgotten your password?");
        Page sent = phone.follow(phone.submit(form, path("forgotten-password"), Map.of("email", EMAIL)));
        assertThat(sent.status()).isEqualTo(200);
        assertThat(sent.heading()).isEqualTo("Look into your mail");
        assertThat(sent.body()).doesNotContain("vera");

        String token = onlyMail("Choose a new password for Acme").token();
        Page choose = phone.get(link(RESET, token));
        assertThat(choose.heading()).isEqualTo("Choose a new password");
        assertThat(choose.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(choose.header("cache-control")).isEqualTo("no-store");
        Page done = phone.submit(choose, path(RESET), Map.of("password", NEW));
        assertThat(done.heading()).isEqualTo("Your password is changed");

        assertThat(browser.get(path("sign-in")).heading())
                .as("signed out elsewhere")
                .isEqualTo("Sign in");
        assertThat(signIn(phone, OLD).status()).isEqualTo(422);
        assertThat(signIn(phone, NEW).status()).isEqualTo(303);
        assertThat(mailbox.deliver(tenant))
                .extracting(Received::subject)
                .containsExactly("Your password for Acme was changed");
    }

    @Test
    void aLinkWorksOnceAndWhoeverOnlyLooksUsesNothingUp() {
        String token = resetToken();
        TestBrowser scanner = stranger().sending("Sec-Fetch-Site", null);
        for (int i = 0; i < 3; i++) {
            assertThat(scanner.get(link(RESET, token)).status()).isEqualTo(200);
        }
        Page form = browser.get(link(RESET, token));
        assertThat(browser.submit(form, path(RESET), Map.of("password", NEW)).status())
                .isEqualTo(200);

        Page again = browser.submit(form, path(RESET), Map.of("password", "a third horse altogether"));
        assertThat(again.status()).isEqualTo(410);
        assertThat(again.heading()).isEqualTo(OVER);
        assertThat(browser.get(link(RESET, token)).heading()).isEqualTo(OVER);
        assertThat(signIn(stranger(), NEW).status()).isEqualTo(303);
    }

    @Test
    void knownAndUnknownAddressesAreAnsweredTheSame() {
        signUp(browser);
        mailbox.deliver(tenant);
        TestBrowser asker = stranger();
        Page form = asker.get(path("forgotten-password"));

        Page known = asker.submit(form, path("forgotten-password"), Map.of("email", EMAIL));
        assertThat(mailbox.deliver(tenant)).hasSize(1);
        Page unknown = asker.submit(form, path("forgotten-password"), Map.of("email", "nobody@example.com"));
        assertThat(mailbox.waiting(tenant)).isEqualTo(1);
        assertThat(mailbox.deliver(tenant)).isEmpty();

        assertThat(known.status()).isEqualTo(unknown.status()).isEqualTo(303);
        assertThat(known.location()).isEqualTo(unknown.location()).doesNotContain("@");
        assertThat(known.setCookies()).isEqualTo(unknown.setCookies());
        for (String address : List.of(EMAIL, "nobody@example.com")) {
            for (int i = 0; i < 4; i++) {
                asker.submit(form, path("forgotten-password"), Map.of("email", address));
            }
        }
        Page tooMany = asker.submit(form, path("forgotten-password"), Map.of("email", EMAIL));
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.header("retry-after")).isEqualTo("3600");
        assertThat(asker.submit(form, path("forgotten-password"), Map.of("email", "nobody@example.com"))
                        .body())
                .isEqualTo(tooMany.body());
    }

    @Test
    void aLinkIsWorthNothingWithAnotherTenantOrForAnotherPurpose() {
        String reset = resetToken();
        String other = "other-" + count;
        tenants.create(other, "Other", "operator");
        TestBrowser thief = stranger();
        assertThat(thief.get("/t/" + other + "/reset-password?token=" + reset).heading())
                .isEqualTo(OVER);
        Page form = thief.get("/t/" + other + "/forgotten-password");
        String formToken = form.document().select("[name=form_token]").attr("value");
        assertThat(thief.post(
                                "/t/" + other + "/reset-password",
                                Map.of("form_token", formToken, "token", reset, "password", NEW))
                        .heading())
                .isEqualTo(OVER);
        assertThat(thief.get(link(VERIFY, reset)).heading()).isEqualTo(OVER);
        assertThat(browser.get(link(RESET, reset)).heading()).isEqualTo("Choose a new password");
    }

    @Test
    void aLinkThatIsTooOldIsOver() {
        String reset = resetToken();
        Page form = browser.get(link(RESET, reset));
        clock.advance(Duration.ofMinutes(30));
        assertThat(browser.get(link(RESET, reset)).status()).isEqualTo(410);
        assertThat(browser.submit(form, path(RESET), Map.of("password", NEW)).status())
                .isEqualTo(410);
        assertThat(signIn(stranger(), OLD).status()).isEqualTo(303);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "%00", "%FF", "<script>", "0000000000000000000000000000000000000000000"})
    void aGuessedOrDamagedLinkIsOver(String guess) {
        resetToken();
        for (String page : List.of(RESET, VERIFY)) {
            Page over = browser.get(link(page, guess.replace("<", "%3C").replace(">", "%3E")));
            assertThat(over.status()).isEqualTo(410);
            assertThat(over.heading()).isEqualTo(OVER);
            assertThat(over.body()).doesNotContain("<script>");
        }
        assertThat(browser.get(path(RESET)).status()).as("no token at all").isEqualTo(410);
    }

    @Test
    void guessingIsCountedAtTheDoor() {
        for (int i = 0; i < 30; i++) {
            browser.get(link(RESET, "guess" + i));
        }
        assertThat(browser.get(link(RESET, "guess")).status()).isEqualTo(429);
        assertThat(browser.get(link(VERIFY, "guess")).status()).isEqualTo(429);
        assertThat(browser.post(path("forgotten-password"), Map.of()).status()).isEqualTo(429);
    }

    @Test
    void aFormThatIsNotOursOrFromElsewhereIsRefused() {
        String reset = resetToken();
        Page form = browser.get(link(RESET, reset));
        assertThat(browser.post(path(RESET), Map.of("token", reset, "password", NEW))
                        .status())
                .isEqualTo(403);
        assertThat(stranger().submit(form, path(RESET), Map.of("password", NEW)).status())
                .isEqualTo(403);
        browser.sending("Sec-Fetch-Site", "cross-site");
        assertThat(browser.submit(form, path(RESET), Map.of("password", NEW)).status())
                .isEqualTo(403);
        assertThat(browser.get(link(RESET, reset)).status())
                .as("a link in a web mailer")
                .isEqualTo(200);
    }

    @Test
    void aPasswordThatCannotBeOneIsSaidAtItsFieldAndTheLinkStaysGood() {
        String reset = resetToken();
        Page form = browser.get(link(RESET, reset));
        Page refused = browser.submit(form, path(RESET), Map.of("password", "short"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.document().title()).startsWith("Error: ");
        assertThat(refused.document().select("#password-trouble").text()).contains("10 to 200 characters");
        assertThat(refused.document().select("#password").attr("value")).isEmpty();
        assertThat(browser.submit(refused, path(RESET), Map.of("password", NEW)).status())
                .isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "vera", "vera@example.com\r\nBcc: mallory@example.com", "vera@example.com, x@example.com"})
    void whatIsNoAddressIsSaidAtItsField(String address) {
        Page form = browser.get(path("forgotten-password"));
        Page refused = browser.submit(form, path("forgotten-password"), Map.of("email", address));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.document().select("#email-trouble").text()).contains("e-mail address");
        assertThat(mailbox.waiting(tenant)).isZero();
    }

    @Test
    void aNewHouseholdIsSentAMailAndProvesItsAddressInWhateverBrowser() {
        Page landed = signUp(browser);
        assertThat(landed.body()).contains("We have sent you a mail");
        browser.get(path("sign-in"));
        String token = onlyMail("Confirm your e-mail address for Acme").token();

        TestBrowser phone = stranger();
        phone.sending("Sec-Fetch-Site", "cross-site");
        phone.get(link(VERIFY, token));
        Page page = phone.get(link(VERIFY, token));
        assertThat(page.heading()).isEqualTo("Confirm your e‑mail address");
        assertThat(browser.get(path("sign-in")).body()).as("not yet").contains("We have sent you a mail");
        phone.sending("Sec-Fetch-Site", "same-origin");
        Page done = phone.submit(page, path(VERIFY), Map.of());
        assertThat(done.heading()).startsWith("Thank you");
        assertThat(browser.get(path("sign-in")).body()).doesNotContain("mail:");
        assertThat(phone.submit(page, path(VERIFY), Map.of()).heading()).isEqualTo(OVER);
        assertThat(browser.get(path("verify-address/needed")).location()).isEqualTo(path("sign-in"));
    }

    @Test
    void theMailIsSentAgainWhenAskedForAndNotForEver() {
        Page landed = signUp(browser);
        assertThat(mailbox.deliver(tenant)).hasSize(1);
        for (int i = 0; i < 4; i++) {
            Page again = browser.submit(landed, path("verify-address/resend"), Map.of());
            assertThat(again.location()).isEqualTo(path("verify-address/needed"));
        }
        assertThat(browser.get(path("verify-address/needed")).heading()).isEqualTo("We have sent you a mail");
        assertThat(mailbox.deliver(tenant)).hasSize(4);
        Page tooMany = browser.submit(landed, path("verify-address/resend"), Map.of());
        assertThat(tooMany.status()).isEqualTo(429);
        assertThat(tooMany.heading()).isEqualTo("Too many mails were asked for");
        assertThat(mailbox.waiting(tenant)).isZero();
    }

    @Test
    void onlyWhoeverIsSignedInHasAMailSentAgain() {
        Page landed = signUp(browser);
        mailbox.deliver(tenant);
        assertThat(browser.post(path("verify-address/resend"), Map.of()).status())
                .isEqualTo(403);
        assertThat(stranger()
                        .submit(landed, path("verify-address/resend"), Map.of())
                        .location())
                .isEqualTo(path("sign-in"));
        assertThat(stranger()
                        .get(path("verify-address/needed") + "?next=https://evil.example/")
                        .location())
                .isEqualTo(path("sign-in"));
        assertThat(mailbox.waiting(tenant)).isZero();
    }

    @Test
    void aTenantWithItsOwnProviderHasNoneOfThesePages() {
        methods.put(
                tenant,
                new NewSignInMethod("oidc", "https://id.example.com", "client", Secret.of("the client's secret"), null),
                true,
                new Actor("owner"));
        for (String page : List.of(
                "forgotten-password",
                "forgotten-password/sent",
                RESET,
                RESET + "?token=x",
                VERIFY,
                "verify-address/needed")) {
            assertThat(browser.get(path(page)).status()).as(page).isEqualTo(404);
        }
        for (String form : List.of("forgotten-password", RESET, VERIFY, "verify-address/resend")) {
            assertThat(browser.post(path(form), Map.of("email", EMAIL)).status())
                    .as(form)
                    .isEqualTo(404);
        }
        assertThat(browser.get("/t/nobody/forgotten-password").status()).isEqualTo(404);
    }

    @Test
    void aNameOfMarkupAndQuotesIsANameOnPagesAndInMails() {
        String name = "A <b>\"B\"</b>, C; Bcc: mallory@example.com";
        brandings.put(
                tenant,
                new Branding(name, "#112233", null, null, null, null, null, Set.of(), OwnWording.NONE),
                new Actor("owner"));
        String token = resetToken();
        Page page = browser.get(link(RESET, token));
        assertThat(page.document().select("main b")).isEmpty();
        assertThat(page.document().select(".lead").text()).contains(name);
    }

    @Test
    void noTokenIsLogged() {
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        Level before = root.getLevel();
        root.setLevel(Level.INFO);
        root.addAppender(said);
        String token;
        try {
            token = resetToken();
            Page form = browser.get(link(RESET, token));
            browser.get(link(RESET, token) + "%FF");
            browser.submit(form, path(RESET), Map.of("password", "short"));
            browser.submit(form, path(RESET), Map.of("password", NEW));
            browser.submit(form, path(RESET), Map.of("password", NEW));
        } finally {
            root.detachAppender(said);
            root.setLevel(before);
        }
        assertThat(said.list)
                .isNotEmpty()
                .noneMatch(event -> event.getFormattedMessage().contains(token))
                .noneMatch(event -> event.getFormattedMessage().contains(NEW));
    }

    private String resetToken() {
        signUp(browser);
        TestBrowser asker = stranger();
        Page form = asker.get(path("forgotten-password"));
        asker.submit(form, path("forgotten-password"), Map.of("email", EMAIL));
        return mailbox.deliver(tenant).stream()
                .filter(mail -> mail.subject().startsWith("Choose"))
                .findFirst()
                .orElseThrow()
                .token();
    }

    private Received onlyMail(String subject) {
        List<Received> all = mailbox.deliver(tenant).stream()
                .filter(mail -> mail.subject().equals(subject))
                .toList();
        assertThat(all).hasSize(1);
        return all.getFirst();
    }

    /** Signs in to a new account whose address is not proved. */
    private Page signUp(TestBrowser someone) {
        accounts.createVouched(tenant, EMAIL, Secret.of(OLD), "::1");
        return someone.follow(signIn(someone, OLD));
    }

    private Page signIn(TestBrowser someone, String password) {
        return someone.submit(
                someone.get(path("sign-in")), path("sign-in"), Map.of("email", EMAIL, "password", password));
    }

    private TestBrowser stranger() {
        return new TestBrowser(server.getURI());
    }

    private String link(String page, String token) {
        return path(page) + "?token=" + token;
    }

    private String path(String rest) {
        return "/t/" + acme + "/" + rest;
    }
}
