package dev.linkhub.web.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.health.LinkFilter;
import dev.linkhub.health.LinkHealths;
import dev.linkhub.linking.AccountLink;
import dev.linkhub.linking.AccountLinks;
import dev.linkhub.linking.LinkCompletion;
import dev.linkhub.linking.LinkState;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
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

@Tag("persistence")
@MicronautTest(transactional = false)
class LinkingPagesTest extends JourneyTest {

    @Inject
    EmbeddedServer server;

    @Inject
    AccountLinks links;

    @Inject
    LinkCompletion completion;

    @Inject
    AppPauses pauses;

    private Onboarded app;
    private TestBrowser browser;
    private int people;

    @BeforeEach
    void app() {
        ring.advance(Duration.ofMinutes(11));
        app = ring.onboard();
        browser = new TestBrowser(server.getURI());
    }

    @Test
    void aHouseholdArrivesSignsUpConfirmsAndSeesItDone() {
        InstallationDetails installed = ring.install(app, ring.account());

        Page arrived = arrive(browser, installed);
        assertThat(arrived.status()).isEqualTo(303);
        assertThat(arrived.location()).startsWith(path("linking/flo_")).doesNotContain("nonce");
        Page confirmation = signUpAt(browser, arrived.location());
        assertThat(confirmation.heading()).isEqualTo("Link your Ring account?");
        assertThat(confirmation.document().select("dd").eachText())
                .containsExactly("J••• / j•••@example.com", "p•••@example.com");
        assertThat(confirmation.body()).doesNotContain("jane").doesNotContain("person");

        Page telling = browser.follow(answer(browser, confirmation, "link"));
        assertThat(telling.heading()).isEqualTo("Telling Ring");
        assertThat(telling.document().select("meta[http-equiv=refresh]").attr("content"))
                .isEqualTo("2;url=" + arrived.location());

        AccountLink link = onlyLink();
        assertThat(link.accountIdentifier()).isEqualTo("p***@example.com");
        completion.proceed(app.tenant().scope(), link.linkId());
        Page done = browser.get(arrived.location());
        assertThat(done.heading()).isEqualTo("Done: your Ring account is linked");
        assertThat(done.document().select("meta[http-equiv=refresh]")).isEmpty();

        Page home = browser.get(done.document().select("a.button").attr("href"));
        assertThat(home.heading()).isEqualTo("Your Ring link");
        assertThat(home.document().select(".badge").text()).isEqualTo("Working");
    }

    @Test
    void theFlowCookieReachesOnlyItsOwnFlow() {
        Page arrived = arrive(browser, ring.install(app, ring.account()));
        assertThat(arrived.setCookies())
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .startsWith("__Secure-linkhub-flow-flo_")
                        .contains("Path=" + arrived.location())
                        .containsIgnoringCase("; HttpOnly")
                        .contains("; Secure")
                        .contains("SameSite=Lax"));
    }

    @Test
    void arrivingClaimsNothingAndALaterArrivalLeavesTheFirstAlone() {
        Page first = arrive(browser, ring.install(app, ring.account()));
        Page second = arrive(browser, ring.install(app, ring.account()));
        assertThat(second.location()).isNotEqualTo(first.location());
        Page confirmation = signUpAt(browser, first.location());
        assertThat(confirmation.heading()).isEqualTo("Link your Ring account?");
        assertThat(browser.get(second.location()).heading()).isEqualTo("Link your Ring account?");
        assertThat(ring.ring().requests("app_integrations.post")).isEmpty();
    }

    @Test
    void anotherBrowserWithTheAddressOfAFlowGetsNowhere() {
        Page arrived = arrive(browser, ring.install(app, ring.account()));
        TestBrowser thief = signedUp();
        Page page = thief.get(arrived.location());
        assertThat(page.status()).isEqualTo(404);
        assertThat(page.heading()).isEqualTo("This page belongs to another browser");
        assertThat(thief.get(path("linking/flo_00000000000000000000000000")).body())
                .as("a flow that is not there")
                .isEqualTo(page.body());
        assertThat(thief.post(arrived.location(), Map.of("answer", "link")).status())
                .isEqualTo(404);
    }

    @Test
    void aConfirmationFromAnotherSessionOrWithoutATokenIsRefused() {
        Page arrived = arrive(browser, ring.install(app, ring.account()));
        Page confirmation = signUpAt(browser, arrived.location());

        assertThat(browser.post(arrived.location(), Map.of("answer", "link")).status())
                .isEqualTo(403);
        browser.submit(confirmation, path("sign-out"), Map.of());
        assertThat(answer(browser, confirmation, "link").location())
                .as("signed out")
                .isEqualTo(path("sign-in") + "?next=" + arrived.location());
        signUpAt(browser, arrived.location());
        assertThat(answer(browser, confirmation, "link").status())
                .as("signed in as another")
                .isEqualTo(403);
        assertThat(browser.submit(confirmation, arrived.location(), Map.of("answer", "link", "form_token", ""))
                        .status())
                .isEqualTo(403);
    }

    @Test
    void anAnswerThatIsNeitherIsRefused() {
        Page confirmation = signUpAt(
                browser, arrive(browser, ring.install(app, ring.account())).location());
        assertThat(answer(browser, confirmation, "maybe").status()).isEqualTo(400);
    }

    @Test
    void notMineEndsTheFlowForGood() {
        Page arrived = arrive(browser, ring.install(app, ring.account()));
        Page confirmation = signUpAt(browser, arrived.location());
        Page declined = browser.follow(answer(browser, confirmation, "not-mine"));
        assertThat(declined.heading()).isEqualTo("Nothing was linked");
        assertThat(browser.follow(answer(browser, confirmation, "link")).heading())
                .isEqualTo("Nothing was linked");
    }

    @Test
    void anOldAFutureAndADamagedAddressEachSaySo() {
        InstallationDetails installed = ring.install(app, ring.account());
        String query = installed.redirect().accountLinkUrl().getQuery();
        long now = clock.instant().toEpochMilli();
        assertHeading(query.replaceAll("time=\\d+", "time=" + (now - 600_001)), 410, "This took too long");
        assertHeading(query.replaceAll("time=\\d+", "time=" + (now + 31_000)), 400, "The clocks do not agree");
        assertHeading(query.replaceAll("time=\\d+", "time=tomorrow"), 400, "This address is not complete");
        assertHeading(
                "nonce=<script>&time=1".replace("<", "%3C").replace(">", "%3E"), 400, "This address is not complete");
        assertHeading("", 400, "This address is not complete");
    }

    @Test
    void aSignInThatTakesTenMinutesHasExpired() {
        Page arrived = arrive(browser, ring.install(app, ring.account()));
        signUpAt(browser, arrived.location());
        ring.advance(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(browser.get(arrived.location()).heading()).isEqualTo("This took too long");
    }

    @Test
    void aNonceThatFitsNothingFindsNoAccount() {
        String query = "nonce=" + "A".repeat(43) + "&time=" + clock.instant().toEpochMilli();
        Page arrived = browser.get(path(app.app().slug() + "/production/link?" + query));
        Page page = signUpAt(browser, arrived.location());
        assertThat(page.heading()).isEqualTo("We found no Ring account for this sign-in");
        assertThat(page.document().select("a.button").attr("href")).isEqualTo(arrived.location());
    }

    @Test
    void anUnknownAppOrEnvironmentSaysSo() {
        for (String place : new String[] {"nowhere/production", app.app().slug() + "/nowhere"}) {
            Page page = browser.get(path(place + "/link?nonce=x&time=1"));
            assertThat(page.status()).isEqualTo(404);
            assertThat(page.heading()).isEqualTo("This app is not known here");
        }
    }

    @Test
    void aLinkedAccountIsNotLinkedTwiceAndNotByAnother() {
        InstallationDetails installed = ring.install(app, ring.account());
        Page arrived = arrive(browser, installed);
        answer(browser, signUpAt(browser, arrived.location()), "link");
        completion.proceed(app.tenant().scope(), onlyLink().linkId());

        InstallationDetails again = ring.ring().signIn(installed.id());
        Page already = browser.follow(arrive(browser, again));
        assertThat(already.heading()).isEqualTo("Your Ring account is linked already");

        TestBrowser other = new TestBrowser(server.getURI());
        Page used = signUpAt(other, arrive(other, installed).location());
        assertThat(used.heading()).isEqualTo("This sign-in has been used already");
    }

    @Test
    void aPausedAppSaysThatItIsNotTheHouseholdsFault() {
        Page arrived = arrive(browser, ring.install(app, ring.account()));
        pauses.credentialsRejected(app.app(), app.app().credentialVersion());
        Page page = signUpAt(browser, arrived.location());
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.heading()).isEqualTo("Linking is paused for the moment");
    }

    @Test
    void whileRingDoesNotAnswerThePageSaysThatWeGoOn() {
        Page arrived = arrive(browser, ring.install(app, ring.account()));
        Page confirmation = signUpAt(browser, arrived.location());
        answer(browser, confirmation, "link");
        ring.ring().fault(NewFault.answering("app_integrations.post", 503).always());
        ring.ring().fault(NewFault.answering("app_integrations.patch", 503).always());
        completion.proceed(app.tenant().scope(), onlyLink().linkId());
        assertThat(browser.get(arrived.location()).heading()).isEqualTo("Ring does not answer right now");
    }

    @Test
    void tooManyUnfinishedSignInsFromOneAddressAreStopped() {
        InstallationDetails installed = ring.install(app, ring.account());
        for (int i = 0; i < 20; i++) {
            assertThat(arrive(browser, installed).status()).isEqualTo(303);
        }
        Page page = arrive(browser, installed);
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.heading()).isEqualTo("Too many sign-ins at once");
        assertThat(page.header("retry-after")).isEqualTo("600");
    }

    @Test
    void theRepairPageTellsNobodyButTheHouseholdOfItsLink() {
        Page arrived = arrive(browser, ring.install(app, ring.account()));
        answer(browser, signUpAt(browser, arrived.location()), "link");
        String repair = path("repair/" + onlyLink().linkId());

        TestBrowser stranger = new TestBrowser(server.getURI());
        assertThat(stranger.get(repair).location()).isEqualTo(path("sign-in") + "?next=" + repair);
        Page foreign = signedUp().get(repair);
        Page unknown = signedUp().get(path("repair/lnk_unknown"));
        assertThat(foreign.status()).isEqualTo(unknown.status()).isEqualTo(404);
        assertThat(foreign.body()).isEqualTo(unknown.body());
        Page own = browser.get(repair);
        assertThat(own.status()).isEqualTo(200);
        assertThat(own.document().select(".badge").text()).isEqualTo("Being set up");
    }

    @Test
    void theHomepageAsksForSignInAndShowsOnlyOnesOwnLinks() {
        Page arrived = arrive(browser, ring.install(app, ring.account()));
        answer(browser, signUpAt(browser, arrived.location()), "link");
        String home = path(app.app().slug() + "/production/home");
        assertThat(new TestBrowser(server.getURI()).get(home).location()).isEqualTo(path("sign-in") + "?next=" + home);
        assertThat(browser.get(home).document().select(".link-state")).hasSize(1);
        assertThat(signedUp().get(home).document().select(".link-state")).isEmpty();
        assertThat(browser.get(path(app.app().slug() + "/staging/home"))
                        .document()
                        .select(".link-state"))
                .isEmpty();
    }

    private AccountLink onlyLink() {
        AccountLink link = hub.getBean(LinkHealths.class).page(app.tenant().scope(), LinkFilter.ALL, "", 10).stream()
                .map(status -> links.get(app.tenant().scope(), status.linkId()))
                .reduce((one, other) -> {
                    throw new AssertionError("more than one link");
                })
                .orElseThrow();
        assertThat(link.state()).isIn(LinkState.CLAIMED, LinkState.COMPLETED);
        return link;
    }

    private void assertHeading(String query, int status, String heading) {
        Page page = browser.get(path(app.app().slug() + "/production/link?" + query));
        assertThat(page.heading()).isEqualTo(heading);
        assertThat(page.status()).isEqualTo(status);
    }

    private Page arrive(TestBrowser someone, InstallationDetails installed) {
        String query = installed.redirect().accountLinkUrl().getQuery();
        return someone.get(path(app.app().slug() + "/production/link?" + query));
    }

    private static Page answer(TestBrowser someone, Page confirmation, String answer) {
        String action =
                confirmation.document().select("form:has([name=answer])").attr("action");
        return someone.submit(confirmation, action, Map.of("answer", answer));
    }

    private TestBrowser signedUp() {
        TestBrowser someone = new TestBrowser(server.getURI());
        signUpAt(someone, path("sign-in"));
        return someone;
    }

    private Page signUpAt(TestBrowser someone, String wanted) {
        ring.advance(Duration.ofSeconds(2));
        Page form = someone.get(path("create-account") + "?next=" + wanted);
        Map<String, String> person =
                Map.of("email", "person" + ++people + "@example.com", "password", "correct horse battery");
        return someone.follow(someone.submit(form, path("create-account"), person));
    }

    private String path(String rest) {
        return "/t/" + app.tenant().slug() + "/" + rest;
    }
}
