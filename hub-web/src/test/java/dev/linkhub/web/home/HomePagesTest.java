package dev.linkhub.web.home;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.linking.AccountLink;
import dev.linkhub.linking.LinkRemoval;
import dev.linkhub.linking.LinkState;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.refresh.FreshTokens;
import dev.linkhub.refresh.Freshness;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.web.testing.PagesJourney;
import dev.linkhub.web.testing.TestBrowser;
import dev.linkhub.web.testing.TestBrowser.Page;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false)
class HomePagesTest extends PagesJourney {

    @Inject
    FreshTokens freshTokens;

    @Inject
    LinkRemoval removal;

    @Inject
    AppPauses pauses;

    private String account;
    private InstallationDetails installed;

    @BeforeEach
    void installation() {
        account = ring.account();
        installed = ring.install(app, account);
    }

    @Test
    void theHomepageHasItsOwnSignInAndComesBackToIt() {
        Page asked = browser.get(home());
        assertThat(asked.status()).isEqualTo(303);
        assertThat(asked.location()).isEqualTo(path("sign-in") + "?next=" + home());
        assertThat(asked.body()).isEmpty();
        Page back = signUpAt(browser, home());
        assertThat(back.heading()).isEqualTo("Your Ring link");
        assertThat(back.document().select("main").text())
                .contains("No Ring account is linked yet.")
                .contains("tap Sign In")
                .contains("Signed in as p•••@example.com.");
    }

    @Test
    void theHomepageShowsOnesOwnLinksOfItsAppAndEnvironment() {
        linkedBy(browser, installed);
        Page own = browser.get(home());
        assertThat(own.document().select(".link-state")).hasSize(1);
        assertThat(own.document().select("h2").text()).startsWith(app.app().name());

        assertNoLinks(signedUp().get(home()));
        assertNoLinks(browser.get(path(app.app().slug() + "/staging/home")));
        Onboarded sibling = ring.onboard(app.tenant(), "sibling-of-" + app.app().slug());
        assertNoLinks(browser.get(path(sibling.app().slug() + "/production/home")));
    }

    @Test
    void anAppOrEnvironmentThatIsNotThereIsNotFoundSignedInOrNot() {
        TestBrowser member = signedUp();
        for (String place : new String[] {"nowhere/production", app.app().slug() + "/nowhere"}) {
            assertThat(browser.get(path(place + "/home")).status()).as(place).isEqualTo(404);
            assertThat(member.get(path(place + "/home")).status()).as(place).isEqualTo(404);
        }
    }

    @Test
    void theRepairPageSaysNothingOfALinkBeforeItsHouseholdHasSignedIn() {
        String repair = repair(linkedBy(browser, installed));
        String unknown = repair.substring(0, repair.length() - 1) + (repair.endsWith("0") ? "1" : "0");
        Page ofLink = stranger().get(repair);
        Page ofNone = stranger().get(unknown);
        assertThat(ofLink.status()).isEqualTo(ofNone.status()).isEqualTo(303);
        assertThat(ofLink.location()).isEqualTo(path("sign-in") + "?next=" + repair);
        assertThat(ofNone.location()).isEqualTo(path("sign-in") + "?next=" + unknown);
        assertThat(ofLink.body()).isEqualTo(ofNone.body()).isEmpty();
        assertThat(ofLink.answer().headers().map().keySet())
                .isEqualTo(ofNone.answer().headers().map().keySet());
    }

    @Test
    void anotherHouseholdsLinkAndOneThatIsNotThereAreTheSame404() {
        String repair = repair(linkedBy(browser, installed));
        TestBrowser other = signedUp();
        Page foreign = other.get(repair);
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.heading()).isEqualTo("You have no such link");
        for (String unknown : new String[] {"lnk_unknown", "0", "lnk_%C3%A9", "x".repeat(200)}) {
            Page none = other.get(path("repair/" + unknown));
            assertThat(none.status()).as(unknown).isEqualTo(404);
            assertThat(none.body()).as(unknown).isEqualTo(foreign.body());
        }
        Page account = other.get(foreign.document().select("a.button").attr("href"));
        assertThat(account.document().select("form button").text()).isEqualTo("Sign out");
    }

    @Test
    void anotherTenantsLinkIsNotFoundUnderThisOne() {
        AccountLink theirs = linkedBy(browser, installed);
        app = ring.onboard();
        TestBrowser member = signedUp();
        Page foreign = member.get(repair(theirs));
        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.body())
                .isEqualTo(member.get(path("repair/lnk_unknown")).body());
    }

    @Test
    void aLinkThatWorksNeedsNoRepair() {
        Page page = assertOnBoth(linkedBy(browser, installed), "Working", "Nothing to do.");
        assertThat(page.heading()).isEqualTo("Your Ring link works");
        assertThat(page.document().select("ol")).isEmpty();
        assertThat(browser.get(home()).document().select("a.button")).isEmpty();
    }

    @Test
    void aLinkThatIsBeingSetUpGoesOnByItself() {
        answer(browser, confirmation(browser, installed), "link");
        Page page = assertOnBoth(onlyLink(), "Being set up", "This goes on by itself.");
        assertThat(page.document().select("ol")).isEmpty();
    }

    @Test
    void whileRingDoesNotAnswerNothingIsAskedOfTheHousehold() {
        AccountLink link = linkedBy(browser, installed);
        ring.ring().fault(NewFault.answering("token.refresh_token", 503).always());
        assertThat(refresh(link)).isInstanceOf(Freshness.Unavailable.class);
        Page page = assertOnBoth(link, "Working", "Ring is slow to answer right now. We keep trying by ourselves.");
        assertThat(page.document().select("ol")).isEmpty();
    }

    @Test
    void aLinkThatRingRevokedIsRepairedInThreeSteps() {
        AccountLink link = linkedBy(browser, installed);
        ring.ring().revoke(installed.id());
        assertThat(refresh(link)).isInstanceOf(Freshness.Unhealthy.class);
        Page page = assertOnBoth(link, "Not working", "Ring no longer lets us in.");
        assertThat(page.heading()).isEqualTo("Repair your Ring link");
        assertThat(page.document().select("ol li").eachAttr("class")).containsExactly("now", "later", "later");
        assertThat(browser.get(home()).document().select("a.button").attr("href"))
                .isEqualTo(repair(link));
    }

    @Test
    void aLinkWhosePermissionRanOutSaysSo() {
        AccountLink link = linkedBy(browser, installed);
        ring.advance(Duration.ofDays(31));
        assertThat(refresh(link)).isInstanceOf(Freshness.Unhealthy.class);
        signInAgain(browser);
        Page page = assertOnBoth(link, "Not working", "The permission that you gave in the Ring app has run out.");
        assertThat(page.document().select("ol li")).hasSize(3);
    }

    @Test
    void theRemovalOfARemovedLinkIsTickedOff() {
        AccountLink link = linkedBy(browser, installed);
        ring.advance(Duration.ofMinutes(3));
        removal.removed(app.app(), Environment.PRODUCTION, account, clock.instant(), () -> {});
        Page page = assertOnBoth(link, "App removed", "The app was removed in the Ring app.");
        assertThat(page.heading()).isEqualTo("Repair your Ring link");
        assertThat(page.document().select("ol li").eachAttr("class")).containsExactly("done", "now", "later");
        assertThat(browser.get(home()).document().select("main").text()).contains("Ended on");
    }

    @Test
    void anUnfinishedLinkNeedsOneMoreTap() {
        answer(browser, confirmation(browser, installed), "link");
        ring.advance(Duration.ofMinutes(11));
        completion.proceed(app.tenant().scope(), onlyLink().linkId());
        assertThat(onlyLink().state()).isEqualTo(LinkState.INCOMPLETE);
        Page page = assertOnBoth(onlyLink(), "Not finished", "Your choice is kept.");
        assertThat(page.document().select("ol li:last-child").text())
                .endsWith("and tap Sign In. That finishes this link.");
    }

    @Test
    void whileTheAppIsPausedTheLinkIsKept() {
        AccountLink link = linkedBy(browser, installed);
        pauses.credentialsRejected(app.app(), app.app().credentialVersion());
        assertOnBoth(link, "Paused", "Your link is kept and goes on afterwards.");
    }

    @Test
    void signingOutFromTheHomepageEndsTheSession() {
        Page home = signUpAt(browser, home());
        Page out = browser.submit(home, path("sign-out"), Map.of());
        assertThat(browser.follow(out).heading()).isEqualTo("Sign in");
        assertThat(browser.get(home()).status()).isEqualTo(303);
    }

    /** Forces a refresh now. */
    private Freshness refresh(AccountLink link) {
        return freshTokens.ensure(app.app(), link.grantId(), Duration.ofMinutes(5), 1);
    }

    private Page assertOnBoth(AccountLink link, String state, String explanation) {
        Page repair = browser.get(repair(link));
        for (Page page : new Page[] {browser.get(home()), repair}) {
            assertThat(page.status()).isEqualTo(200);
            assertThat(page.document().select(".badge").text()).isEqualTo(state);
            assertThat(page.document().select("main").text()).contains(explanation);
        }
        return repair;
    }

    private static void assertNoLinks(Page page) {
        assertThat(page.status()).isEqualTo(200);
        assertThat(page.document().select(".link-state")).isEmpty();
        assertThat(page.document().select("main").text()).contains("No Ring account is linked yet.");
    }

    private String repair(AccountLink link) {
        return path("repair/" + link.linkId());
    }
}
