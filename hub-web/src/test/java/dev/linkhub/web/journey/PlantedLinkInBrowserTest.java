package dev.linkhub.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Request;
import dev.linkhub.grant.GrantState;
import dev.linkhub.household.Mailbox;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.testing.Chromium.Window;
import dev.linkhub.wording.Words;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a page of somebody else's can make a household's browser do: to the sites of browsers, ports make no difference. */
@MicronautTest(transactional = false)
class PlantedLinkInBrowserTest extends ChromiumJourney {

    private static final Words WORDS = wordsFor("en-GB");
    private static final String VICTIM = "jane.doe@example.com";
    private static final String OF_VICTIM = "J••• / j•••@example.com";
    private static final String OF_MALLORY = "M••• / m•••@evil.example";

    @Inject
    Mailbox mailbox;

    private ForeignSite foreign;
    private BrowserContext browserOfVictim;
    private Page victim;
    private InstallationDetails planted;

    @BeforeAll
    void openForeignSite() throws IOException {
        foreign = ForeignSite.start();
    }

    @AfterAll
    void closeForeignSite() {
        foreign.close();
    }

    @BeforeEach
    void aVictimAndAPlantedAddress() {
        sendBrowsersHere(app);
        planted = ring.install(
                app,
                ring.ring()
                        .createAccount(NewAccount.of("Mallory", "M", "mallory@evil.example"))
                        .id());
        victim = chromium.open(Window.of(1280, true));
        browserOfVictim = victim.context();
    }

    @AfterEach
    void leave() {
        browserOfVictim.close();
    }

    @Test
    void aPlantedAddressEndsAtAStrangersNameAndNotMineEndsIt() {
        account(VICTIM);
        victim.navigate(address(path("sign-in")));
        type(victim, WORDS, VICTIM, PASSWORD, "sign-in");
        expect(victim, WORDS, "signed-in.heading");
        mailbox.proveAddresses(app.tenant().scope());

        foreign.shows("<a href='" + planted.redirect().accountLinkUrl() + "'>Win a prize</a>");
        victim.navigate(foreign.at("127.0.0.1"));
        click(victim, "Win a prize");
        expect(victim, WORDS, "confirm.heading");
        assertThat(victim.locator("dd").first()).hasText(OF_MALLORY);
        assertThat(victim.locator("main")).containsText(WORDS.say("confirm.caution"));
        press(victim, WORDS.say("confirm.not-mine"));
        expect(victim, WORDS, "declined.heading");
        victim.reload();
        expect(victim, WORDS, "declined.heading");

        assertThat(linkIds()).isEmpty();
        assertThat(calls(app, "app_integrations.post")).isEmpty();
        assertThat(grants.get(app.tenant().scope(), inPool(app).grantId()).state())
                .isEqualTo(GrantState.UNCLAIMED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void aPictureInMidFlowChangesNothing(String host) {
        InstallationDetails own = ring.install(app, ring.account());
        comeToTheConfirmation(own);
        String flow = victim.url();

        foreign.shows("<img src='" + planted.redirect().accountLinkUrl() + "' alt=''>");
        Page elsewhere = browserOfVictim.newPage();
        Request picture = elsewhere.waitForRequest(
                request -> request.url().contains("nonce="), () -> elsewhere.navigate(foreign.at(host)));
        assertThat(picture.failure()).as("it was answered, and is not shown").contains("BLOCKED_BY_RESPONSE");

        victim.navigate(flow);
        assertThat(victim.locator("dd").first()).hasText(OF_VICTIM);
        press(victim, WORDS.say("confirm.link"));
        background.goOn();
        expect(victim, WORDS, "linked.heading");
        assertThat(onlyLink().ringAccountId()).isEqualTo(own.account());
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost"})
    void noPageOfOursIsShownInAFrame(String host) {
        comeToTheConfirmation(ring.install(app, ring.account()));
        for (String ours : new String[] {victim.url(), address(home()), address(path("sign-in"))}) {
            foreign.shows("<h1>Foreign</h1><iframe src='" + ours + "'></iframe>");
            Page elsewhere = browserOfVictim.newPage();
            elsewhere.waitForConsoleMessage(
                    new Page.WaitForConsoleMessageOptions()
                            .setPredicate(message -> message.text().contains("frame-ancestors 'none'")),
                    () -> elsewhere.navigate(foreign.at(host)));
            assertThat(elsewhere.frameLocator("iframe").locator("main")).hasCount(0);
            elsewhere.close();
        }
    }

    private void comeToTheConfirmation(InstallationDetails own) {
        comeFromRing(victim, own);
        createAccount(victim, WORDS, VICTIM);
        expect(victim, WORDS, "confirm.heading");
    }
}
