package dev.linkhub.web.signin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.household.HubAccounts;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import dev.linkhub.vault.Secret;
import dev.linkhub.web.testing.TestBrowser;
import dev.linkhub.web.testing.TestBrowser.Page;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("persistence")
@MicronautTest(transactional = false)
class SignInPagesTest implements HubTest {

    private static final Map<String, String> VERA =
            Map.of("email", "vera@example.com", "password", "correct horse battery");

    @Inject
    EmbeddedServer server;

    @Inject
    Tenants tenants;

    @Inject
    HubAccounts accounts;

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
        browser = new TestBrowser(server.getURI());
        clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void anAccountSignsInAndOut() {
        Page made = signUp();
        assertThat(made.status()).isEqualTo(303);
        Page landed = browser.follow(made);
        assertThat(landed.heading()).isEqualTo("You are signed in");
        assertThat(landed.body()).contains("v•••@example.com").doesNotContain("vera@");

        Page out = browser.submit(landed, path("sign-out"), Map.of());
        assertThat(browser.follow(out).heading()).isEqualTo("Sign in");
        assertThat(browser.cookie("session-" + acme)).isEmpty();

        Page in = browser.submit(browser.get(path("sign-in")), path("sign-in"), VERA);
        assertThat(browser.follow(in).heading()).isEqualTo("You are signed in");
    }

    @Test
    void aSignedOutSessionIsDeadEvenForWhoeverKeptItsCookie() {
        signUp();
        String kept = browser.cookie("session-" + acme);
        browser.submit(browser.get(path("sign-in")), path("sign-out"), Map.of());
        browser.keep("__Secure-linkhub-session-" + acme, kept, "/t/" + acme);
        assertThat(browser.get(path("sign-in")).heading()).isEqualTo("Sign in");
    }

    @Test
    void cookiesAreHttpOnlySecureLaxAndTheTenantsAlone() {
        Page form = browser.get(path("sign-in"));
        assertThat(form.setCookies())
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .startsWith("__Secure-linkhub-form-" + acme + "=")
                        .contains("Path=/t/" + acme)
                        .containsIgnoringCase("; HttpOnly")
                        .contains("Secure")
                        .contains("SameSite=Lax"));
        Page made = signUp();
        assertThat(made.setCookies())
                .filteredOn(cookie -> cookie.contains("session"))
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .startsWith("__Secure-linkhub-session-" + acme + "=")
                        .contains("Path=/t/" + acme)
                        .containsIgnoringCase("; HttpOnly")
                        .contains("; Secure")
                        .contains("SameSite=Lax")
                        .doesNotContain("Domain"));
    }

    @Test
    void aSessionCountsForItsOwnTenantOnly() {
        tenants.create("other-" + count, "Other", "operator");
        signUp();
        browser.keep("__Secure-linkhub-session-other-" + count, browser.cookie("session-" + acme), "/t/other-" + count);
        assertThat(browser.get("/t/other-" + count + "/sign-in").heading()).isEqualTo("Sign in");
    }

    @Test
    void signingInRenewsTheSessionSoThatAPlantedOneIsWorthNothing() {
        signUp();
        String planted = browser.cookie("session-" + acme);
        TestBrowser victim = new TestBrowser(server.getURI());
        Page form = victim.get(path("sign-in"));
        victim.keep("__Secure-linkhub-session-" + acme, planted, "/t/" + acme);

        victim.submit(form, path("sign-in"), VERA);

        assertThat(victim.cookie("session-" + acme)).hasSize(43).isNotEqualTo(planted);
        assertThat(browser.get(path("sign-in")).heading()).as("the planted one").isEqualTo("Sign in");
    }

    @Test
    void aFormWithoutOrWithAnotherBrowsersTokenIsRefusedAndChangesNothing() {
        signUp();
        TestBrowser other = new TestBrowser(server.getURI());
        Page form = other.get(path("sign-in"));
        for (String token : new String[] {"", "guess", tokenOf(new TestBrowser(server.getURI()))}) {
            Page refused = other.submit(form, path("sign-in"), with(VERA, "form_token", token));
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.heading()).isEqualTo("This form was not taken");
        }
        assertThat(other.post(path("sign-in"), VERA).status()).isEqualTo(403);
        assertThat(other.cookie("session-" + acme)).isEmpty();
    }

    @Test
    void aFormWhoseCookieIsGoneIsRefused() {
        Page form = browser.get(path("create-account"));
        browser.forget();
        assertThat(browser.submit(form, path("create-account"), VERA).status()).isEqualTo(403);
    }

    @Test
    void signingOutTakesThisSessionsToken() {
        signUp();
        assertThat(browser.post(path("sign-out"), Map.of()).status()).isEqualTo(403);
        assertThat(browser.post(path("sign-out"), Map.of("form_token", tokenOf(new TestBrowser(server.getURI()))))
                        .status())
                .isEqualTo(403);
        assertThat(browser.get(path("sign-in")).heading()).isEqualTo("You are signed in");
    }

    @ParameterizedTest
    @ValueSource(strings = {"cross-site", "same-site"})
    void aFormThatAnotherSiteSendsIsRefusedEvenWithTheRightToken(String site) {
        Page form = browser.get(path("create-account"));
        browser.sending("Sec-Fetch-Site", site);
        assertThat(browser.submit(form, path("create-account"), VERA).status()).isEqualTo(403);
    }

    @Test
    void withoutFetchMetadataTheOriginDecides() {
        Page form = browser.get(path("create-account"));
        browser.sending("Sec-Fetch-Site", null).sending("Origin", "https://evil.example");
        assertThat(browser.submit(form, path("create-account"), VERA).status()).isEqualTo(403);
        browser.sending("Origin", "null");
        assertThat(browser.submit(form, path("create-account"), with(VERA, "form_token", "guess"))
                        .status())
                .isEqualTo(403);
        assertThat(browser.submit(form, path("create-account"), with(VERA, "email", "nora@example.com"))
                        .status())
                .as("our pages send no referrer")
                .isEqualTo(303);
        browser.forget();
        form = browser.get(path("create-account"));
        browser.sending("Origin", "https://hub.example.com");
        assertThat(browser.submit(form, path("create-account"), VERA).status()).isEqualTo(303);
    }

    @Test
    void afterSigningInTheBrowserGoesWhereItWanted() {
        String wanted = path("app/production/home");
        account();
        Page form = browser.get(path("sign-in") + "?next=" + wanted);
        assertThat(browser.submit(form, path("sign-in"), VERA).location()).isEqualTo(wanted);
        assertThat(browser.get(path("sign-in") + "?next=" + wanted).location()).isEqualTo(wanted);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/",
                "//evil.example/",
                "/\\evil.example",
                "/t/ACME/..//evil.example",
                "/t/ACME/../../other",
                "/t/ACME//evil.example",
                "/t/ACME/%0d%0aSet-Cookie:x",
                "/t/other/linking/flw_1",
                "/ops",
                "javascript:alert(1)",
                "/t/ACME/home?x=1",
                "/t/ACMEX/home",
            })
    void aPlaceOutsideTheTenantsPagesIsNotGoneTo(String next) {
        String wanted = next.replace("ACME", acme);
        account();
        Page asked =
                browser.submit(browser.get(path("create-account")), path("create-account"), with(VERA, "next", wanted));
        assertThat(asked.location()).isEqualTo(path("create-account/asked"));
        Page in = browser.submit(browser.get(path("sign-in")), path("sign-in"), with(VERA, "next", wanted));
        assertThat(in.location()).isEqualTo(path("sign-in"));
    }

    @Test
    void wrongPasswordAndUnknownAddressShowTheSamePage() {
        signUp();
        TestBrowser stranger = new TestBrowser(server.getURI());
        Page form = stranger.get(path("sign-in"));
        Page wrong = stranger.submit(form, path("sign-in"), with(VERA, "password", "wrong password"));
        Page unknown = stranger.submit(form, path("sign-in"), with(VERA, "email", "nora@example.com"));
        assertThat(wrong.status()).isEqualTo(unknown.status()).isEqualTo(422);
        assertThat(wrong.body()).isEqualTo(unknown.body().replace("nora@", "vera@"));
        assertThat(wrong.document().select("[role=alert]").text()).contains("do not belong together");
        assertThat(wrong.body()).doesNotContain("wrong password");
    }

    @Test
    void tooManyWrongPasswordsSayHowLongToWait() {
        signUp();
        TestBrowser stranger = new TestBrowser(server.getURI());
        Page form = stranger.get(path("sign-in"));
        for (int i = 0; i < 5; i++) {
            stranger.submit(form, path("sign-in"), with(VERA, "password", "wrong password"));
        }
        Page later = stranger.submit(form, path("sign-in"), VERA);
        assertThat(later.status()).isEqualTo(429);
        assertThat(later.header("retry-after")).isEqualTo("1");
        assertThat(later.header("ratelimit")).isEqualTo("\"passwords\";r=0;t=1");
        assertThat(later.document().select("[role=alert]").text()).contains("Wait 1 second");
        clock.advance(Duration.ofSeconds(1));
        assertThat(stranger.submit(form, path("sign-in"), VERA).status()).isEqualTo(303);
    }

    @Test
    void whatIsWrongWithANewAccountIsSaidAtItsField() {
        Page form = browser.get(path("create-account"));
        Page refused = browser.submit(form, path("create-account"), Map.of("email", "vera", "password", "short"));
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.document().title()).startsWith("Error: ");
        assertThat(refused.document().select("#email").attr("aria-describedby")).isEqualTo("email-trouble");
        assertThat(refused.document().select("#email-trouble").text()).contains("e-mail address");
        assertThat(refused.document().select("#password").attr("aria-describedby"))
                .isEqualTo("password-hint password-trouble");
        assertThat(refused.document().select("#password").attr("value")).isEmpty();
        assertThat(refused.document().select("#password-trouble").text()).contains("10 to 200 characters");
    }

    private Page signUp() {
        account();
        return browser.submit(browser.get(path("sign-in")), path("sign-in"), VERA);
    }

    private void account() {
        accounts.createVouched(
                tenant, VERA.getOrDefault("email", ""), Secret.of(VERA.getOrDefault("password", "")), "::1");
    }

    private String tokenOf(TestBrowser someone) {
        return someone.get(path("sign-in"))
                .document()
                .select("[name=form_token]")
                .attr("value");
    }

    private String path(String rest) {
        return "/t/" + acme + "/" + rest;
    }

    private static Map<String, String> with(Map<String, String> fields, String name, String value) {
        var changed = new java.util.HashMap<>(fields);
        changed.put(name, value);
        return changed;
    }
}
