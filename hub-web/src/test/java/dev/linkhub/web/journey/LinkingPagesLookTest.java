package dev.linkhub.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import dev.linkhub.household.Mailbox;
import dev.linkhub.linking.AccountLink;
import dev.linkhub.linking.LinkRemoval;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.web.testing.TestBrowser;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The way from the Ring app to a link, and each place where it ends without one. */
@MicronautTest(transactional = false)
class LinkingPagesLookTest extends PagesLook {

    @Inject
    Mailbox mailbox;

    @Inject
    AppPauses pauses;

    @Inject
    LinkRemoval removal;

    @Test
    void theWayToALink() {
        InstallationDetails installed = ring.install(app, ring.account());
        String flow = arrive(browser, installed).location();
        account("vera@example.com");
        browser.submit(
                browser.get(path("sign-in")),
                path("sign-in"),
                Map.of("email", "vera@example.com", "password", PASSWORD));
        see(browser, flow, "address-needed", "address-needed.heading");
        mailbox.proveAddresses(app.tenant().scope());
        see(browser, flow, "confirm", "confirm.heading");
        press(page, WORDS.say("confirm.link"));
        look("telling", "telling.heading");
        background.goOn();
        look("linked", "linked.heading");

        String again = arrive(browser, ring.ring().signIn(installed.id())).location();
        see(browser, again, "already-linked", "already-linked.heading");
        TestBrowser other = stranger();
        String taken = comesTo(other, ring.ring().signIn(installed.id()));
        see(other, taken, "claimed-by-another", "claimed-by-another.heading");
        String used = arrive(other, installed).location();
        see(other, used, "nonce-used", "nonce-used.heading");
        see(stranger(), used, "other-browser", "other-browser.heading");
    }

    @Test
    void aStrangersAccount() {
        String flow = arrive(browser, ring.install(app, ring.account())).location();
        signUpAt(browser, flow);
        go(browser, flow);
        press(page, WORDS.say("confirm.not-mine"));
        look("declined", "declined.heading");
    }

    @Test
    void whileRingIsSlow() {
        ring.ring().fault(NewFault.answering("users_me", 500).always());
        String flow = arrive(browser, ring.install(app, ring.account())).location();
        signUpAt(browser, flow);
        // It would not stay this page for as long as it is looked at.
        page.route("**/linking/*?look=*", route -> route.abort());
        see(browser, flow, "looking", "looking.heading");
        page.unroute("**/linking/*?look=*");
        see(browser, flow + "?look=7", "no-match", "no-match.heading");
    }

    @Test
    void whileRingDoesNotAnswer() {
        String flow = claimed();
        ring.ring().fault(NewFault.answering("app_integrations.post", 503).always());
        ring.ring().fault(NewFault.answering("app_integrations.patch", 503).always());
        completion.proceed(app.tenant().scope(), onlyLink().linkId());
        see(browser, flow, "ring-away", "ring-away.heading");
    }

    @Test
    void addressesThatCannotBeRight() {
        String query = query(ring.install(app, ring.account()));
        long now = clock.instant().toEpochMilli();
        String link = path(app.app().slug() + "/production/link?");
        see(browser, link, "malformed", "malformed.heading");
        see(browser, link + query.replaceAll("time=\\d+", "time=" + (now - 600_001)), "expired", "expired.heading");
        see(browser, link + query.replaceAll("time=\\d+", "time=" + (now + 60_000)), "ahead", "ahead.heading");
        see(browser, path("nowhere/production/link?" + query), "unknown-app", "unknown-app.heading");
        for (int i = 0; i < 20; i++) {
            go(browser, link + query);
        }
        see(browser, link + query, "flows-too-many", "flows-too-many.heading");
    }

    @Test
    void aPausedApp() {
        String flow = arrive(browser, ring.install(app, ring.account())).location();
        signUpAt(browser, flow);
        pauses.credentialsRejected(app.app(), app.app().credentialVersion());
        see(browser, flow, "linking-paused", "paused.heading");
    }

    @Test
    void aNonceThatRingNoLongerTakes() {
        String flow = claimed();
        ring.advance(Duration.ofMinutes(11));
        completion.proceed(app.tenant().scope(), onlyLink().linkId());
        see(browser, flow, "incomplete", "incomplete.heading");
    }

    @Test
    void aPermissionTakenBackMeanwhile() {
        InstallationDetails installed = ring.install(app, ring.account());
        String flow = arrive(browser, installed).location();
        answer(browser, signUpAt(browser, flow), "link");
        ring.ring().revoke(installed.id());
        completion.proceed(app.tenant().scope(), onlyLink().linkId());
        see(browser, flow, "broken", "broken.heading");
    }

    @Test
    void aLinkRemovedMeanwhile() {
        String account = ring.account();
        String flow = arrive(browser, ring.install(app, account)).location();
        answer(browser, signUpAt(browser, flow), "link");
        ring.advance(Duration.ofMinutes(3));
        removal.removed(app.app(), Environment.PRODUCTION, account, clock.instant(), () -> {});
        see(browser, flow, "ended", "ended.heading");
    }

    @Test
    void anotherRingAccountThanBefore() {
        InstallationDetails installed = ring.install(app, ring.account());
        AccountLink old = linkedBy(browser, installed);
        ring.advance(Duration.ofMinutes(3));
        ring.ring().remove(installed.id());
        removal.removed(app.app(), Environment.PRODUCTION, old.ringAccountId(), clock.instant(), () -> {});
        String flow = arrive(browser, ring.install(app, ring.account())).location();
        see(browser, flow, "confirm-another-account", "confirm.heading");
        press(page, WORDS.say("confirm.link"));
        assertThat(page.locator("[role=alert]")).hasText(WORDS.say("other-ring.choose"));
        look("confirm-another-account-error", "confirm.heading");

        page.getByLabel(WORDS.say("other-ring.continue")).check();
        InstallationDetails same = ring.install(app, old.ringAccountId());
        answer(browser, browser.follow(arrive(browser, same)), "link");
        press(page, WORDS.say("confirm.link"));
        look("another-account-too-late", "other-ring.gone.heading");
    }

    /** Confirmed, with Ring not told yet. */
    private String claimed() {
        String flow = arrive(browser, ring.install(app, ring.account())).location();
        answer(browser, signUpAt(browser, flow), "link");
        return flow;
    }

    /** The path of the flow that somebody new has come to. */
    private String comesTo(TestBrowser someone, InstallationDetails installed) {
        String flow = arrive(someone, installed).location();
        signUpAt(someone, flow);
        return flow;
    }
}
