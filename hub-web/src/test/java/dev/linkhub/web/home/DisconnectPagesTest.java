package dev.linkhub.web.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.GrantState;
import dev.linkhub.linking.AccountLink;
import dev.linkhub.linking.LinkState;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.web.testing.HeldBackground;
import dev.linkhub.web.testing.PagesJourney;
import dev.linkhub.web.testing.TestBrowser;
import dev.linkhub.web.testing.TestBrowser.Page;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false)
class DisconnectPagesTest extends PagesJourney {

    @Inject
    HeldBackground background;

    private InstallationDetails installed;
    private AccountLink link;

    @BeforeEach
    void aLink() {
        background.goOn();
        installed = ring.install(app, ring.account());
        link = linkedBy(browser, installed);
    }

    @Test
    void homeLeadsToAPageThatAsksAndItsAnswerDisconnects() {
        Page asked = browser.get(
                browser.get(home()).document().select("a[href*=/disconnect/]").attr("href"));
        assertThat(asked.heading()).isEqualTo("Disconnect your Ring account?");
        assertThat(asked.document().select("main").text()).contains("until you remove it there");
        assertThat(asked.document().select("a.quiet").attr("href")).isEqualTo(home());
        assertThat(onlyLink().state()).as("a page that asks does nothing").isEqualTo(LinkState.COMPLETED);

        Page answered = browser.submit(asked, disconnect(), Map.of());
        assertThat(answered.status()).isEqualTo(303);
        Page home = browser.follow(answered);
        assertThat(home.document().select("h2 .badge").text()).isEqualTo("Disconnected");
        assertThat(home.document().select(".link-state").text())
                .contains("We are telling Ring. Then we delete our access to your Ring account")
                .contains("How to remove the app in Ring");

        background.goOn();
        assertThat(ring.ring().installation(installed.id()).status()).isEqualTo(InstallationStatus.AWAITING);
        assertThat(grantOf(app, link.linkId()).state()).isEqualTo(GrantState.REVOKED);
        Page after = browser.get(home());
        assertThat(after.document().select(".link-state").text())
                .contains("We have deleted our access to your Ring account.");
        assertThat(after.document().select(".lately").text()).contains("You disconnected this link");
        assertThat(after.document().select("a[href*=/disconnect/]")).isEmpty();
    }

    @Test
    void theAnswerGivenTwiceIsGivenOnce() {
        Page asked = browser.get(disconnect());
        browser.submit(asked, disconnect(), Map.of());
        Page again = browser.submit(asked, disconnect(), Map.of());
        assertThat(browser.follow(again).document().select("h2 .badge").text()).isEqualTo("Disconnected");
        background.goOn();
        assertThat(calls(app, "app_integrations.patch"))
                .as("completed once, set back once")
                .hasSize(2);
        assertThat(browser.get(disconnect()).location()).isEqualTo(home());
    }

    @Test
    void withoutTheTokenOfThisSessionNothingHappens() {
        TestBrowser other = signedUp();
        String foreign =
                other.get(home()).document().select("[name=form_token]").attr("value");
        for (String token : new String[] {"", "x", foreign}) {
            assertThat(browser.post(disconnect(), Map.of("form_token", token)).status())
                    .as(token)
                    .isEqualTo(403);
        }
        assertThat(browser.post(disconnect(), Map.of()).status()).isEqualTo(403);
        assertUntouched();
    }

    @Test
    void anotherSiteCannotSendTheForm() {
        Page asked = browser.get(disconnect());
        browser.sending("Sec-Fetch-Site", "cross-site");
        assertThat(browser.submit(asked, disconnect(), Map.of()).status()).isEqualTo(403);
        assertUntouched();
    }

    @Test
    void aStrangerHasToSignInFirst() {
        String signIn = path("sign-in") + "?next=" + disconnect();
        Page asked = stranger().get(disconnect());
        assertThat(asked.status()).isEqualTo(303);
        assertThat(asked.location()).isEqualTo(signIn);
        // No redirect: from a form a browser would not follow it to a tenant's provider.
        Page posted = stranger().post(disconnect(), Map.of("form_token", "x"));
        assertThat(posted.status()).isEqualTo(403);
        assertThat(posted.document().select("a.button").attr("href")).isEqualTo(signIn);
        assertUntouched();
    }

    @Test
    void anotherHouseholdsLinkIsAsOneThatIsNotThere() {
        TestBrowser other = signedUp();
        String token = other.get(home()).document().select("[name=form_token]").attr("value");
        Page none = other.get(path("disconnect/lnk_unknown"));
        assertThat(none.status()).isEqualTo(404);
        assertThat(other.get(disconnect()).body()).isEqualTo(none.body());
        Page posted = other.post(disconnect(), Map.of("form_token", token));
        assertThat(posted.status()).isEqualTo(404);
        assertThat(posted.body()).isEqualTo(none.body());
        assertUntouched();
    }

    @Test
    void anotherTenantsPagesDoNotReachIt() {
        String linkId = link.linkId();
        var own = app;
        app = ring.onboard();
        TestBrowser member = signedUp();
        String token = member.get(home()).document().select("[name=form_token]").attr("value");
        assertThat(member.get(path("disconnect/" + linkId)).status()).isEqualTo(404);
        assertThat(member.post(path("disconnect/" + linkId), Map.of("form_token", token))
                        .status())
                .isEqualTo(404);
        app = own;
        assertUntouched();
    }

    @Test
    void theRepairPageOfADisconnectedLinkShowsHowToRemoveTheApp() {
        browser.submit(browser.get(disconnect()), disconnect(), Map.of());
        Page page = browser.get(path("repair/" + link.linkId()));
        assertThat(page.heading()).isEqualTo("Remove the app in the Ring app");
        assertThat(page.document().select(".badge").text()).isEqualTo("Disconnected");
        assertThat(page.document().select("ol li").eachAttr("class")).containsExactly("now", "later", "later");
        assertThat(page.document().select("ol").text()).contains("in its list until you remove it there");
    }

    private void assertUntouched() {
        background.goOn();
        assertThat(onlyLink().state()).isEqualTo(LinkState.COMPLETED);
        assertThat(grantOf(app, link.linkId()).state()).isEqualTo(GrantState.CLAIMED);
    }

    private String disconnect() {
        return path("disconnect/" + link.linkId());
    }
}
