package dev.linkhub.web.linking;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.linking.AccountLink;
import dev.linkhub.linking.LinkRemoval;
import dev.linkhub.linking.LinkState;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.simulator.client.InstallationDetails;
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

/** A household whose link is broken comes back with another Ring account. */
@Tag("persistence")
@MicronautTest(transactional = false)
class OtherRingAccountPagesTest extends PagesJourney {

    @Inject
    LinkRemoval removal;

    private AccountLink old;
    private Page asked;

    @BeforeEach
    void aBrokenLinkAndAnotherRingAccount() {
        InstallationDetails installed = ring.install(app, ring.account());
        old = linkedBy(browser, installed);
        remove(installed, old);
        asked = browser.follow(arrive(browser, ring.install(app, ring.account())));
    }

    @Test
    void theConfirmationSaysSoAndOffersWithoutChoosing() {
        assertThat(asked.heading()).isEqualTo("Link your Ring account?");
        assertThat(asked.document().select("legend").text()).isEqualTo("This is another Ring account");
        assertThat(asked.document().select("[type=radio]").eachAttr("value")).containsExactly(old.linkId(), "separate");
        assertThat(asked.document().select("[checked]")).isEmpty();
        assertThat(asked.document().select(".choice .hint").text()).contains("not working since");
    }

    @Test
    void theOldLinkGoesOnUnderItsIdWithTheNewAccount() {
        browser.submit(asked, path(), Map.of("answer", "link", "choice", old.linkId()));
        completion.proceed(app.tenant().scope(), old.linkId());
        AccountLink now = onlyLink();
        assertThat(now.linkId()).isEqualTo(old.linkId());
        assertThat(now.state()).isEqualTo(LinkState.COMPLETED);
        assertThat(now.ringAccountId()).isNotEqualTo(old.ringAccountId());
        Page home = browser.get(home());
        assertThat(home.document().select(".badge").text()).isEqualTo("Working");
        assertThat(home.document().select(".lately").text()).contains("You went on with another Ring account");
    }

    @Test
    void aSeparateLinkLeavesTheOldOneAsItIs() {
        browser.submit(asked, path(), Map.of("answer", "link", "choice", "separate"));
        assertThat(linkIds()).hasSize(2).contains(old.linkId());
        assertThat(links.get(app.tenant().scope(), old.linkId()).state()).isEqualTo(LinkState.REMOVED);
    }

    @Test
    void withoutAChoiceItIsAskedAgainAndNothingIsLinked() {
        Page again = browser.submit(asked, path(), Map.of("answer", "link", "choice", ""));
        assertThat(again.status()).isEqualTo(422);
        assertThat(again.document().title()).startsWith("Error: ");
        assertThat(again.document().select("[role=alert]").text())
                .isEqualTo("Choose what to do with your earlier link.");
        assertThat(linkIds()).containsExactly(old.linkId());

        browser.submit(again, path(), Map.of("answer", "link", "choice", old.linkId()));
        assertThat(onlyLink().state()).isNotEqualTo(LinkState.REMOVED);
    }

    @Test
    void notMineLinksNothing() {
        Page answered = browser.submit(asked, path(), Map.of("answer", "not-mine", "choice", old.linkId()));
        assertThat(browser.follow(answered).heading()).isEqualTo("Nothing was linked");
        assertThat(links.get(app.tenant().scope(), old.linkId()).state()).isEqualTo(LinkState.REMOVED);
    }

    @Test
    void anotherHouseholdsLinkCannotGoOnHereAndTheChoiceIsStillThere() {
        TestBrowser other = stranger();
        InstallationDetails installed = ring.install(app, ring.account());
        answer(other, confirmation(other, installed), "link");
        String theirs = linkIds().stream()
                .filter(id -> !id.equals(old.linkId()))
                .findFirst()
                .orElseThrow();
        completion.proceed(app.tenant().scope(), theirs);
        remove(installed, links.get(app.tenant().scope(), theirs));
        AccountLink broken = links.get(app.tenant().scope(), theirs);

        for (String forged : new String[] {theirs, "lnk_unknown", "x".repeat(300), "'; --"}) {
            Page refused = browser.submit(asked, path(), Map.of("answer", "link", "choice", forged));
            assertThat(refused.status()).as(forged).isEqualTo(409);
            assertThat(refused.heading()).isEqualTo("That link cannot go on any more");
            assertThat(browser.get(refused.document().select("a.button").attr("href"))
                            .document()
                            .select("[type=radio]"))
                    .hasSize(2);
        }
        assertThat(links.get(app.tenant().scope(), theirs)).isEqualTo(broken);
    }

    @Test
    void aLinkThatTheHouseholdDisconnectedItselfIsSaidToBe() {
        answer(browser, browser.follow(arrive(browser, ring.install(app, old.ringAccountId()))), "link");
        completion.proceed(app.tenant().scope(), old.linkId());
        String disconnect = path("disconnect/" + old.linkId());
        browser.submit(browser.get(disconnect), disconnect, Map.of());
        Page choice = browser.follow(arrive(browser, ring.install(app, ring.account())));
        assertThat(choice.document().select(".choice .hint").text())
                .contains("disconnected by you on")
                .doesNotContain("not working since");
    }

    @Test
    void theSameAccountComesBackWithoutAQuestion() {
        InstallationDetails again = ring.install(app, old.ringAccountId());
        Page confirmation = browser.follow(arrive(browser, again));
        assertThat(confirmation.document().select("[type=radio]")).isEmpty();
        answer(browser, confirmation, "link");
        assertThat(onlyLink().linkId()).isEqualTo(old.linkId());
    }

    private void remove(InstallationDetails installed, AccountLink link) {
        ring.advance(Duration.ofMinutes(3));
        ring.ring().remove(installed.id());
        removal.removed(app.app(), Environment.PRODUCTION, link.ringAccountId(), clock.instant(), () -> {});
        assertThat(links.get(app.tenant().scope(), link.linkId()).state()).isEqualTo(LinkState.REMOVED);
    }

    /** Where the form of the confirmation goes. */
    private String path() {
        return asked.document().select("form:has([name=answer])").attr("action");
    }
}
