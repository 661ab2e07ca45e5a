package dev.linkhub.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import dev.linkhub.web.testing.TestBrowser;
import dev.linkhub.web.testing.TestBrowser.Page;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("persistence")
@MicronautTest(transactional = false)
class PageGuardTest implements HubTest {

    private static final String SIGN_IN = "/t/acme/sign-in";

    @Inject
    EmbeddedServer server;

    @Inject
    Tenants tenants;

    @Inject
    MovableClock clock;

    private TestBrowser browser;

    @BeforeAll
    void tenant() {
        tenants.create("acme", "Acme <Home>", "operator");
    }

    @BeforeEach
    void browser() {
        browser = new TestBrowser(server.getURI());
        clock.advance(Duration.ofMinutes(1));
    }

    @ParameterizedTest
    @ValueSource(strings = {SIGN_IN, "/t/acme/create-account", "/t/acme/nowhere", "/t/nobody/sign-in", "/ops/nowhere"})
    void everyPageIsFramedKeptSniffedAndReferredToByNobody(String path) {
        Page page = browser.get(path);
        assertThat(page.header("content-type")).isEqualTo("text/html; charset=utf-8");
        assertThat(page.header("content-security-policy"))
                .isEqualTo("default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; "
                        + "base-uri 'none'; frame-ancestors 'none'");
        assertThat(page.header("cache-control")).isEqualTo("no-store");
        assertThat(page.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(page.header("x-content-type-options")).isEqualTo("nosniff");
        assertThat(page.header("x-frame-options")).isEqualTo("DENY");
        assertThat(page.header("strict-transport-security")).isEqualTo("max-age=31536000");
    }

    @Test
    void redirectsHaveTheHeadersToo() {
        Page page = browser.post("/t/acme/sign-out", Map.of());
        assertThat(page.status()).isEqualTo(303);
        assertThat(page.header("cache-control")).isEqualTo("no-store");
        assertThat(page.header("referrer-policy")).isEqualTo("no-referrer");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/t/nobody/sign-in",
                "/t/acme/nowhere",
                "/t/ACME/sign-in",
                "/t/acme%00/sign-in",
                "/t/nobody/brand.css"
            })
    void anUnknownTenantOrPageIsAPageToo(String path) {
        Page page = browser.get(path);
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.heading()).isEqualTo("There is no such page");
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/html", "*/*", "application/json"})
    void whateverABrowserAcceptsItsErrorsAreOurPages(String accepted) {
        browser.sending("Accept", accepted);
        for (String path : new String[] {"/", "/t", "/t/acme/nowhere", "/ops/nowhere"}) {
            Page page = browser.get(path);
            assertThat(page.status()).as(path).isEqualTo(404);
            assertThat(page.heading()).as(path).isEqualTo("There is no such page");
            assertThat(page.header("content-security-policy")).as(path).contains("default-src 'none'");
        }
    }

    @Test
    void aBrowserThatAcceptsNothingButPagesIsServed() {
        browser.sending("Accept", "text/html");
        assertThat(browser.get(SIGN_IN).status()).isEqualTo(200);
        assertThat(browser.submit(browser.get(SIGN_IN), SIGN_IN, Map.of()).status())
                .isEqualTo(422);
        browser.sending("Accept", "text/css");
        assertThat(browser.get("/t/acme/brand.css").status()).isEqualTo(200);
    }

    @Test
    void anErrorOnATenantsPagesLooksLikeTheTenants() {
        Page page = browser.get("/t/acme/nowhere");
        assertThat(page.document().select(".name").text()).isEqualTo("Acme <Home>");
        assertThat(page.document().select("link[rel=stylesheet]").eachAttr("href"))
                .contains("/t/acme/brand.css");
    }

    @Test
    void aMethodThatAPageDoesNotHaveIsAPageToo() {
        Page page = browser.post("/t/acme/brand.css", Map.of());
        assertThat(page.status()).isEqualTo(405);
        assertThat(page.heading()).isEqualTo("That does not work here");
        assertThat(page.header("allow")).contains("GET");
    }

    @Test
    void aFormOverSixteenKilobytesIsNotRead() {
        Page page = browser.postText(SIGN_IN, "email=" + "x".repeat(16 * 1024));
        assertThat(page.status()).isEqualTo(413);
        assertThat(page.heading()).isEqualTo("That was too much to take");
        assertThat(browser.postText(SIGN_IN, "email=" + "x".repeat(16 * 1024 - 6))
                        .status())
                .as("what just fits gets as far as its token")
                .isEqualTo(403);
    }

    @Test
    void aFormThatDoesNotSayHowLongItIsIsNotRead() {
        assertThat(browser.postChunked(SIGN_IN, "email=x").status()).isEqualTo(411);
    }

    @Test
    void aBodyThatIsNoFormIsRefused() {
        assertThat(browser.postText(SIGN_IN, "%%%=%zz&&&=").status()).isEqualTo(400);
        assertThat(browser.postText(SIGN_IN, "x=&".repeat(30)).status()).isEqualTo(400);
        assertThat(browser.postText(SIGN_IN, "").status()).isEqualTo(403);
    }

    @Test
    void oneAddressOpensThirtyDoorsAtOnceAndThenFiveASecond() {
        for (int i = 0; i < 30; i++) {
            assertThat(browser.get(SIGN_IN).status()).isEqualTo(200);
        }
        Page page = browser.get(SIGN_IN);
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.header("retry-after")).isEqualTo("1");
        assertThat(page.header("ratelimit-policy")).isEqualTo("\"sign-in\";q=30;w=6");
        assertThat(page.header("ratelimit")).isEqualTo("\"sign-in\";r=0;t=6");
        assertThat(page.heading()).isEqualTo("One moment, please");
        assertThat(page.document().select(".name").text()).isEqualTo("Acme <Home>");
        assertThat(browser.post("/t/acme/create-account", Map.of()).status()).isEqualTo(429);
        assertThat(browser.get("/t/acme/app/production/link").status()).isEqualTo(429);
        assertThat(browser.get("/ops/sign-in").status()).isEqualTo(429);
        assertThat(browser.get(SIGN_IN + "/").status())
                .as("the same door with a slash")
                .isEqualTo(429);
        assertThat(browser.get("/t/acme/nowhere").status())
                .as("what only shows something")
                .isEqualTo(404);

        clock.advance(Duration.ofSeconds(1));
        for (int i = 0; i < 5; i++) {
            assertThat(browser.get(SIGN_IN).status()).isEqualTo(200);
        }
        assertThat(browser.get(SIGN_IN).status()).isEqualTo(429);
    }

    @Test
    void whatOnlyShowsSomethingHasFourTimesTheRate() {
        for (int i = 0; i < 120; i++) {
            assertThat(browser.get("/t/acme/sign-out").status()).isEqualTo(405);
        }
        Page page = browser.get("/t/acme/sign-out");
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.header("ratelimit-policy")).isEqualTo("\"pages\";q=120;w=6");
        assertThat(browser.get(SIGN_IN).status()).as("counted apart").isEqualTo(200);
    }

    @Test
    void nobodyChoosesWhereItComesFrom() {
        int refused = 0;
        for (int i = 0; i < 31; i++) {
            browser.sending("X-Forwarded-For", "192.0.2." + i);
            refused += browser.get(SIGN_IN).status() == 429 ? 1 : 0;
        }
        assertThat(refused).isEqualTo(1);
    }

    @Test
    void pagesUseNoScriptNoInlineStyleAndOneLanguage() {
        Page page = browser.get("/t/acme/create-account");
        assertThat(page.document().select("script, style, [style], [onclick]")).isEmpty();
        assertThat(page.document().select("html").attr("lang")).isEqualTo("en");
        assertThat(page.document().select("main")).hasSize(1);
        assertThat(page.document().select("h1")).hasSize(1);
        page.document()
                .select("input:not([type=hidden])")
                .forEach(input -> assertThat(page.document().select("label[for=" + input.id() + "]"))
                        .as(input.id())
                        .hasSize(1));
    }

    @Test
    void theStylesheetIsKeptForGoodUnderItsDigest() {
        String path =
                browser.get(SIGN_IN).document().select("link[rel=stylesheet]").attr("href");
        Page css = browser.get(path);
        assertThat(css.status()).isEqualTo(200);
        assertThat(css.header("cache-control")).contains("immutable");
        assertThat(css.body()).contains("--surface");
        assertThat(browser.get("/assets/hub-000000000000.css").status()).isEqualTo(404);
    }
}
