package dev.linkhub.web.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.TokenExchange;
import dev.linkhub.health.LinkFilter;
import dev.linkhub.health.LinkHealths;
import dev.linkhub.household.Household;
import dev.linkhub.household.Households;
import dev.linkhub.linking.Claim;
import dev.linkhub.linking.FlowStart;
import dev.linkhub.linking.LinkCompletion;
import dev.linkhub.linking.LinkingFlow;
import dev.linkhub.linking.LinkingFlows;
import dev.linkhub.linking.NonceClaims;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.refresh.FreshTokens;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.InstallationDetails.RedirectDetails;
import dev.linkhub.simulator.client.NewEvent;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.vault.Secret;
import dev.linkhub.web.testing.TestBrowser;
import dev.linkhub.web.testing.TestBrowser.Page;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.jsoup.select.Elements;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false)
class OpsPagesTest extends JourneyTest {

    private static final String KEY = "operator-key-of-this-test";

    @Inject
    EmbeddedServer server;

    @Inject
    TokenExchange exchange;

    private TestBrowser browser;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        properties.put("hub.operator-key", KEY);
        return properties;
    }

    @BeforeEach
    void browser() {
        browser = new TestBrowser(server.getURI());
        ring.advance(Duration.ofMinutes(1));
    }

    @Test
    void nobodySeesAnythingWithoutTheOperatorKey() {
        for (String path : new String[] {
            "/ops", "/ops/tenants/t/links", "/ops/tenants/t/links/l", "/ops/tenants/t/apps/a", "/ops/workers"
        }) {
            assertThat(browser.get(path).location()).as(path).isEqualTo("/ops/sign-in");
        }
        Page wrong = browser.submit(browser.get("/ops/sign-in"), "/ops/sign-in", Map.of("key", KEY + "x"));
        assertThat(wrong.status()).isEqualTo(422);
        assertThat(wrong.document().select("[role=alert]").text()).contains("not the operator key");
        assertThat(wrong.body()).doesNotContain(KEY);
        assertThat(browser.get("/ops").status()).isEqualTo(303);
    }

    @Test
    void theOperatorsCookieIsStrictAndReachesNoTenantsPage() {
        Page in = signIn();
        assertThat(in.setCookies())
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .startsWith("__Secure-linkhub-operator=")
                        .contains("Path=/ops")
                        .containsIgnoringCase("; HttpOnly")
                        .contains("; Secure")
                        .contains("SameSite=Strict")
                        .doesNotContain(KEY));
    }

    @Test
    void aForgedOrOldSessionIsNone() {
        signIn();
        String cookie = browser.cookie("-operator");
        assertThat(browser.get("/ops").status()).isEqualTo(200);
        int dot = cookie.indexOf('.');
        String later = (Long.parseLong(cookie, 0, dot, 10) + 1) + cookie.substring(dot);
        browser.keep("__Secure-linkhub-operator", later, "/ops");
        assertThat(browser.get("/ops").status()).isEqualTo(303);
        browser.keep("__Secure-linkhub-operator", cookie, "/ops");
        ring.advance(Duration.ofHours(4));
        assertThat(browser.get("/ops").status()).isEqualTo(303);
    }

    @Test
    void signingInAndOutTakesOurOwnForm() {
        assertThat(browser.post("/ops/sign-in", Map.of("key", KEY)).status()).isEqualTo(403);
        signIn();
        assertThat(browser.post("/ops/sign-out", Map.of()).status()).isEqualTo(403);
        browser.submit(browser.get("/ops"), "/ops/sign-out", Map.of());
        assertThat(browser.get("/ops").status()).isEqualTo(303);
    }

    @Test
    void anAppIsFrozenAndResumedByTheButtonsOnItsPage() {
        Onboarded app = ring.onboard();
        String path =
                "/ops/tenants/" + app.tenant().slug() + "/apps/" + app.app().slug();
        assertThat(browser.post(path + "/freeze", Map.of()).location()).isEqualTo("/ops/sign-in");
        signIn();
        assertThat(browser.post(path + "/freeze", Map.of()).status())
                .as("not our own form")
                .isEqualTo(403);

        assertThat(browser.submit(browser.get(path), path + "/freeze", Map.of()).location())
                .isEqualTo(path);
        Page frozen = browser.get(path);
        assertThat(frozen.document().select("main > p .badge").text()).isEqualTo("PAUSED FROZEN");
        assertThat(frozen.document().select("form[action$=/freeze]")).isEmpty();

        browser.submit(frozen, path + "/resume", Map.of());
        assertThat(browser.get(path).document().select("main > p .badge").text())
                .isEqualTo("ACTIVE");
        assertThat(browser.submit(browser.get(path), path + "/freeze", Map.of()).status())
                .isEqualTo(303);
    }

    @Test
    void guessingTheKeyIsThrottled() {
        Page form = browser.get("/ops/sign-in");
        int refused = 0;
        for (int i = 0; i < 40; i++) {
            refused += browser.submit(form, "/ops/sign-in", Map.of("key", "guess" + i))
                                    .status()
                            == 429
                    ? 1
                    : 0;
        }
        assertThat(refused).isEqualTo(11);
    }

    @Test
    void linksAreCountedListedAndShownWithTheirHistory() {
        Onboarded app = ring.onboard();
        String linkId = linked(app);
        signIn();

        Page overview = browser.get("/ops");
        String tenant = app.tenant().slug();
        var row = overview.document().select("tr:contains(" + tenant + "):contains(COMPLETED)");
        assertThat(row.text()).contains("HEALTHY").contains(app.app().slug());
        Page list = browser.get(row.select("a").attr("href"));
        assertThat(list.document().select("td.id").text()).isEqualTo(linkId);
        assertThat(browser.get("/ops/tenants/" + tenant + "/links?health=UNHEALTHY")
                        .body())
                .contains("No links like this.");
        Page one = browser.get(list.document().select("td.id a").attr("href"));
        assertThat(one.document().select("table").text()).contains("CLAIMED").contains("COMPLETED");
        assertThat(one.body()).doesNotContain("vera@example.com").contains("v***@example.com");
    }

    @Test
    void whatRingSaidBeforeAndAfterTheClaimIsShownOnTheLink() {
        Onboarded app = ring.onboard();
        InstallationDetails installed = ring.install(app, ring.account());
        ring.ring().sendEvent(NewEvent.forInstallation(installed.id(), "device_added"));
        String linkId = linked(app, installed);
        ring.advance(Duration.ofSeconds(1));
        ring.ring().sendEvent(NewEvent.forInstallation(installed.id(), "unheard_of"));
        signIn();
        Page page = browser.get("/ops/tenants/" + app.tenant().slug() + "/links/" + linkId);
        assertThat(page.document()
                        .select("[aria-label='Webhooks from Ring'] td.text")
                        .eachText())
                .containsSubsequence("unheard_of", "device_added");
    }

    @Test
    void whatIsNoLinkYetAndWhatNeverBecameOneIsShownWithItsAge() {
        Onboarded app = ring.onboard();
        ring.install(app, ring.account());
        exchange.receive(app.production(), Secret.of("never-issued"));
        ring.advance(Duration.ofMinutes(3));
        signIn();
        Page page = browser.get(
                "/ops/tenants/" + app.tenant().slug() + "/apps/" + app.app().slug());
        assertThat(page.document()
                        .select("[aria-label='Not yet claimed'] tbody")
                        .text())
                .contains("UNCLAIMED")
                .contains("3 min");
        assertThat(page.document()
                        .select("[aria-label='Failed before they became links'] tbody")
                        .text())
                .contains("CODE_REFUSED");
        assertThat(page.body()).doesNotContain("jane").doesNotContain("never-issued");
    }

    @Test
    void anUnhealthyLinkIsCountedAndListedWithItsReason() {
        Onboarded app = ring.onboard();
        InstallationDetails installed = ring.install(app, ring.account());
        linked(app, installed);
        ring.ring().revoke(installed.id());
        var grantId = hub.getBean(LinkHealths.class)
                .page(app.tenant().scope(), LinkFilter.ALL, "", 1)
                .getFirst()
                .grantId();
        hub.getBean(FreshTokens.class).ensure(app.app(), grantId, Duration.ofMinutes(5), 1);
        signIn();
        Elements row = browser.get("/ops")
                .document()
                .select("tr:contains(" + app.tenant().slug() + "):contains(UNHEALTHY)");
        assertThat(row.text()).contains("REVOKED");
        Page list = browser.get(row.select("a").attr("href"));
        assertThat(list.document().select("tbody tr")).hasSize(1);
        assertThat(list.document().select("tbody tr").text())
                .contains("UNHEALTHY")
                .contains("REVOKED");
    }

    @Test
    void whatNoFilterOfOursCanBeFindsNothingAndBreaksNothing() {
        Onboarded app = ring.onboard();
        String linkId = linked(app);
        signIn();
        String links = "/ops/tenants/" + app.tenant().slug() + "/links";
        for (String query : new String[] {"?app=%C3%A9", "?after=%C3%A9", "?app=%00", "?app=nowhere"}) {
            Page page = browser.get(links + query);
            assertThat(page.status()).as(query).isEqualTo(200);
            assertThat(page.body()).as(query).contains("No links like this.");
        }
        for (String query : new String[] {"?health=%3Cscript%3E", "?state=nowhere", "?environment=%C3%A9", "?x=y"}) {
            Page page = browser.get(links + query);
            assertThat(page.status()).as(query).isEqualTo(200);
            assertThat(page.document().select("td.id").text()).as(query).isEqualTo(linkId);
        }
        for (String path : new String[] {links + "/%C3%A9", "/ops/tenants/%C3%A9/links", "/ops/tenants/%00/apps/a"}) {
            assertThat(browser.get(path).status()).as(path).isEqualTo(404);
        }
    }

    @Test
    void anotherTenantsLinkIsNotFoundUnderThisOne() {
        String linkId = linked(ring.onboard());
        Onboarded other = ring.onboard();
        signIn();
        Page page = browser.get("/ops/tenants/" + other.tenant().slug() + "/links/" + linkId);
        assertThat(page.status()).isEqualTo(404);
    }

    private String linked(Onboarded app) {
        return linked(app, ring.install(app, ring.account()));
    }

    private String linked(Onboarded app, InstallationDetails installed) {
        RedirectDetails redirect = installed.redirect();
        var tenant = app.tenant().scope();
        LinkingFlows flows = hub.getBean(LinkingFlows.class);
        NonceClaims claims = hub.getBean(NonceClaims.class);
        Household vera =
                hub.getBean(Households.class).findOrCreate(tenant, Households.HUB, "acc_1", "vera@example.com");
        FlowStart.Started started = (FlowStart.Started) flows.start(
                app.app(), Environment.PRODUCTION, redirect.nonce(), Long.toString(redirect.time()), "192.0.2.1");
        LinkingFlow flow =
                flows.find(tenant, started.flowId(), started.browserSecret()).orElseThrow();
        claims.match(app.app(), flow, vera.householdId());
        Claim.Claimed claimed = (Claim.Claimed) claims.confirm(
                app.app(), flow, vera.householdId(), vera.maskedName().ascii());
        hub.getBean(LinkCompletion.class).proceed(tenant, claimed.linkId());
        return claimed.linkId();
    }

    private Page signIn() {
        return browser.submit(browser.get("/ops/sign-in"), "/ops/sign-in", Map.of("key", KEY));
    }
}
