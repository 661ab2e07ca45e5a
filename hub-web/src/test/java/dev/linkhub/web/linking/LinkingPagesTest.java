package dev.linkhub.web.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.linking.AccountLink;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.web.testing.HeldBackground;
import dev.linkhub.web.testing.PagesJourney;
import dev.linkhub.web.testing.TestBrowser;
import dev.linkhub.web.testing.TestBrowser.Page;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false)
class LinkingPagesTest extends PagesJourney {

    @Inject
    HeldBackground background;

    @Test
    void aHouseholdArrivesSignsUpConfirmsAndSeesItDone() {
        InstallationDetails installed = ring.install(app, ring.account());

        Page arrived = arrive(browser, installed);
        assertThat(arrived.status()).isEqualTo(303);
        assertThat(arrived.location()).startsWith(path("linking/flo_")).doesNotContain("nonce");
        assertThat(arrived.header("referrer-policy")).isEqualTo("no-referrer");
        assertThat(arrived.header("cache-control")).isEqualTo("no-store");
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
        background.goOn();
        Page done = browser.get(arrived.location());
        assertThat(done.heading()).isEqualTo("Done: your Ring account is linked");
        assertThat(done.document().select("meta[http-equiv=refresh]")).isEmpty();

        Page home = browser.get(done.document().select("a.button").attr("href"));
        assertThat(home.heading()).isEqualTo("Your Ring link");
        assertThat(home.document().select(".badge").text()).isEqualTo("Working");
    }

    @Test
    void theFlowCookieIsOfItsFlowAndReachesItsTenantsPagesOnly() {
        Page arrived = arrive(browser, ring.install(app, ring.account()));
        assertThat(arrived.setCookies())
                .singleElement()
                .satisfies(cookie -> assertThat(cookie)
                        .startsWith("__Secure-linkhub-flow-flo_")
                        .contains(
                                arrived.location().substring(arrived.location().lastIndexOf('/') + 1) + "=")
                        .contains("Path=" + path("").replaceAll("/$", "") + ";")
                        .contains("Max-Age=86400")
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
        Page signedOut = answer(browser, confirmation, "link");
        assertThat(signedOut.status()).isEqualTo(403);
        assertThat(signedOut.heading()).isEqualTo("You are not signed in any more");
        assertThat(signedOut.document().select("a.button").attr("href"))
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
}
