package dev.linkhub.web.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.linking.AccountLink;
import dev.linkhub.linking.LinkRemoval;
import dev.linkhub.linking.LinkState;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.web.testing.PagesJourney;
import dev.linkhub.web.testing.TestBrowser;
import dev.linkhub.web.testing.TestBrowser.Page;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where linking ends without a link, or waits: each has a page of its own that says what to do next. */
@Tag("persistence")
@MicronautTest(transactional = false)
class DeadEndPagesTest extends PagesJourney {

    private static final String NO_MATCH = "We found no Ring account for this sign‑in";
    private static final String USED = "This sign‑in has been used already";
    private static final String TAP = "tap Sign In";

    @Inject
    AppPauses pauses;

    @Inject
    LinkRemoval removal;

    @Test
    void anOldAFutureAndADamagedAddressEachSaySo() {
        InstallationDetails installed = ring.install(app, ring.account());
        String query = query(installed);
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
        assertThat(page.heading()).isEqualTo("We found no Ring account for this sign‑in");
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
        assertThat(used.heading()).isEqualTo("This sign‑in has been used already");
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
    void whileRingDoesNotAnswerThePageSaysThatWeGoOnAndEndsWellByItself() {
        Page arrived = arrive(browser, ring.install(app, ring.account()));
        Page confirmation = signUpAt(browser, arrived.location());
        answer(browser, confirmation, "link");
        ring.ring().fault(NewFault.answering("app_integrations.post", 503).always());
        ring.ring().fault(NewFault.answering("app_integrations.patch", 503).always());
        completion.proceed(app.tenant().scope(), onlyLink().linkId());
        Page waiting = browser.get(arrived.location());
        assertThat(waiting.heading()).isEqualTo("Ring does not answer right now");
        assertThat(refresh(waiting)).isEqualTo("10;url=" + arrived.location());

        ring.ring().clearFaults();
        ring.advance(Duration.ofMinutes(1));
        completion.proceed(app.tenant().scope(), onlyLink().linkId());
        Page done = browser.get(arrived.location());
        assertThat(done.heading()).isEqualTo("Done: your Ring account is linked");
        assertThat(refresh(done)).isEmpty();
    }

    @Test
    void tooManyUnfinishedSignInsFromOneAddressAreStopped() {
        InstallationDetails installed = ring.install(app, ring.account());
        for (int i = 0; i < 20; i++) {
            assertThat(arrive(browser, installed).status()).isEqualTo(303);
        }
        Page page = arrive(browser, installed);
        assertThat(page.status()).isEqualTo(429);
        assertThat(page.heading()).isEqualTo("Too many sign‑ins at once");
        assertThat(page.header("retry-after")).isEqualTo("600");
        assertThat(page.header("ratelimit")).isEqualTo("\"linking-flows\";r=0;t=600");
    }

    @Test
    void aNonceOfAnotherAppFindsNoAccountAndClaimsNothing() {
        InstallationDetails installed = ring.install(app, ring.account());
        Onboarded other = ring.onboard(app.tenant(), "another-of-" + app.app().slug());
        Page arrived = browser.get(path(other.app().slug() + "/production/link?" + query(installed)));
        assertThat(signUpAt(browser, arrived.location()).heading()).isEqualTo(NO_MATCH);
        assertThat(confirmation(stranger(), installed).heading())
                .as("still good for its own")
                .isEqualTo("Link your Ring account?");
    }

    @Test
    void aNonceConsumedInOneEnvironmentIsUsedInTheOther() {
        InstallationDetails installed = ring.install(app, ring.account());
        String staging = path(app.app().slug() + "/staging/link?" + query(installed));
        TestBrowser tester = stranger();
        Page early = signUpAt(tester, tester.get(staging).location());
        assertThat(early.heading()).as("before it is consumed").isEqualTo(NO_MATCH);
        linkedBy(browser, installed);
        Page late = tester.follow(tester.get(staging));
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.heading()).isEqualTo(USED);
        assertThat(late.document().select("main").text()).contains(TAP);
    }

    @Test
    void anAccountThatAnotherHouseholdHasLinkedSaysSoAndLeadsToSigningOut() {
        InstallationDetails installed = ring.install(app, ring.account());
        AccountLink link = linkedBy(browser, installed);
        TestBrowser other = stranger();
        Page taken = confirmation(other, ring.ring().signIn(installed.id()));
        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.heading()).isEqualTo("This Ring account is linked to another account");
        assertThat(taken.body()).doesNotContain(link.linkId()).doesNotContain("@example.com");
        Page account = other.get(taken.document().select("a.button").attr("href"));
        assertThat(account.document().select("form button").text()).isEqualTo("Sign out");
        assertThat(onlyLink()).isEqualTo(link);
    }

    @Test
    void whileTheAccountIsStillOnItsWayThePageLooksAgainForFourteenSeconds() {
        ring.ring().fault(NewFault.answering("users_me", 500).always());
        Page arrived = arrive(browser, ring.install(app, ring.account()));
        Page looking = signUpAt(browser, arrived.location());
        for (int look = 1; look <= 7; look++) {
            assertThat(looking.heading()).isEqualTo("Looking for your Ring account");
            assertThat(refresh(looking)).isEqualTo("2;url=" + arrived.location() + "?look=" + look);
            looking = browser.get(looking.document().select("main a").attr("href"));
        }
        assertThat(looking.heading()).isEqualTo(NO_MATCH);
        assertThat(refresh(looking)).isEmpty();
    }

    @Test
    void aConfirmationThatComesAfterTenMinutesChangesNothing() {
        Page confirmation = confirmation(browser, ring.install(app, ring.account()));
        ring.advance(Duration.ofMinutes(10));
        Page late = answer(browser, confirmation, "link");
        assertThat(late.status()).isEqualTo(410);
        assertThat(late.heading()).isEqualTo("This took too long");
        assertThat(late.document().select("main").text()).contains(TAP);
        assertThat(linkIds()).isEmpty();
    }

    @Test
    void aNonceThatRingNoLongerTakesAsksForOneMoreTapThatFinishesIt() {
        InstallationDetails installed = ring.install(app, ring.account());
        Page arrived = arrive(browser, installed);
        answer(browser, signUpAt(browser, arrived.location()), "link");
        ring.advance(Duration.ofMinutes(11));
        completion.proceed(app.tenant().scope(), onlyLink().linkId());
        Page almost = browser.get(arrived.location());
        assertThat(almost.heading()).isEqualTo("Almost done: one more tap");
        assertThat(almost.document().select("main").text()).contains(TAP);

        Page again = browser.follow(arrive(browser, ring.ring().signIn(installed.id())));
        assertThat(again.heading()).isEqualTo("Link your Ring account?");
        answer(browser, again, "link");
        completion.proceed(app.tenant().scope(), onlyLink().linkId());
        assertThat(onlyLink().state()).isEqualTo(LinkState.COMPLETED);
    }

    @Test
    void aPermissionThatRingTookBackMeanwhileAsksForAReconnect() {
        InstallationDetails installed = ring.install(app, ring.account());
        Page arrived = arrive(browser, installed);
        answer(browser, signUpAt(browser, arrived.location()), "link");
        ring.ring().revoke(installed.id());
        completion.proceed(app.tenant().scope(), onlyLink().linkId());
        assertThat(onlyLink().state()).isEqualTo(LinkState.INCOMPLETE);
        Page broken = browser.get(arrived.location());
        assertThat(broken.heading()).isEqualTo("Ring has withdrawn its permission");
        assertThat(broken.document().select("main").text()).contains("Remove the app in the Ring app, add it again");
    }

    @Test
    void aLinkRemovedMeanwhileHasEnded() {
        String account = ring.account();
        Page arrived = arrive(browser, ring.install(app, account));
        answer(browser, signUpAt(browser, arrived.location()), "link");
        ring.advance(Duration.ofMinutes(3));
        removal.removed(app.app(), Environment.PRODUCTION, account, clock.instant(), () -> {});
        Page ended = browser.get(arrived.location());
        assertThat(ended.heading()).isEqualTo("This link has ended");
        assertThat(ended.document().select("main").text()).contains("add this app in the Ring Appstore");
    }

    private static String refresh(Page page) {
        return page.document().select("meta[http-equiv=refresh]").attr("content");
    }

    private void assertHeading(String query, int status, String heading) {
        Page page = browser.get(path(app.app().slug() + "/production/link?" + query));
        assertThat(page.heading()).isEqualTo(heading);
        assertThat(page.status()).isEqualTo(status);
        assertThat(page.document().select("main").text()).contains(TAP);
        assertThat(page.setCookies()).as("no flow begins").isEmpty();
    }
}
