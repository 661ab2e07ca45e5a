package dev.linkhub.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.linkhub.linking.AccountLink;
import dev.linkhub.refresh.FreshTokens;
import dev.linkhub.refresh.Freshness;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.testing.Chromium.Window;
import dev.linkhub.wording.Words;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Arrays;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** From the Ring app to a link, and from a revoked link back to a healthy one, by nothing but clicking and typing. */
@MicronautTest(transactional = false)
class HouseholdJourneyTest extends ChromiumJourney {

    /** The address of the Ring account: such an account here needs no mail. */
    private static final String EMAIL = "jane.doe@example.com";

    @Inject
    FreshTokens freshTokens;

    @ParameterizedTest
    @CsvSource({
        "1280, LIGHT, true,  en-GB",
        "390,  DARK,  true,  de-DE",
        "1280, DARK,  false, de-DE",
        "390,  LIGHT, false, en-GB"
    })
    void aHouseholdLinksIsRevokedAndRepairs(int width, ColorScheme colours, boolean javaScript, String locale) {
        Window kind = new Window(width, colours, javaScript, locale);
        Words words = wordsFor(locale);
        sendBrowsersHere(app);
        String account = ring.account();
        InstallationDetails installed = ring.install(app, account);
        Page page = chromium.open(kind);
        Troubles troubles = Troubles.of(page.context());

        comeFromRing(page, installed);
        createAccount(page, words, EMAIL);
        expect(page, words, "confirm.heading");
        assertThat(page.locator("dd")).hasText(new String[] {"J••• / j•••@example.com", "j•••@example.com"});
        confirmAndArrive(page, words);
        click(page, words.say("show-link"));
        expect(page, words, "home.heading");
        assertThat(badge(page)).hasText(words.say("link.working"));
        AccountLink link = onlyLink();

        revoke(installed, link);
        page.reload();
        assertThat(badge(page)).hasText(words.say("link.broken"));
        click(page, words.say("home.repair"));
        expect(page, words, "repair.heading");
        assertSteps(page, words, "now", "later", "later");

        ring.advance(Duration.ofMinutes(3));
        ring.ring().remove(installed.id());
        background.goOn();
        look(page, words, javaScript);
        assertSteps(page, words, "done", "now", "later");
        InstallationDetails again = ring.install(app, account);
        look(page, words, javaScript);
        assertSteps(page, words, "done", "done", "now");

        Page phone = chromium.open(kind);
        Troubles ofPhone = Troubles.of(phone.context());
        comeFromRing(phone, again);
        expect(phone, words, "sign-in");
        type(phone, words, EMAIL, PASSWORD, "sign-in");
        expect(phone, words, "confirm.heading");
        confirmAndArrive(phone, words);

        look(page, words, javaScript);
        expect(page, words, "repair.heading-done");
        click(page, words.say("show-link"));
        assertThat(badge(page)).hasText(words.say("link.working"));
        assertThat(onlyLink().linkId()).isEqualTo(link.linkId());
        troubles.assertNone();
        ofPhone.assertNone();
        page.context().close();
        phone.context().close();
    }

    /** Nobody clicks on the way from the answer to the end: the page goes on by itself, with JavaScript or without. */
    private void confirmAndArrive(Page page, Words words) {
        press(page, words.say("confirm.link"));
        expect(page, words, "telling.heading");
        background.goOn();
        expect(page, words, "linked.heading");
        assertThat(page)
                .hasTitle(words.say("linked.heading") + " · " + app.tenant().name());
    }

    private void revoke(InstallationDetails installed, AccountLink link) {
        ring.ring().revoke(installed.id());
        assertThat(freshTokens.ensure(app.app(), link.grantId(), Duration.ofMinutes(5), 1))
                .isInstanceOf(Freshness.Unhealthy.class);
    }

    /** With JavaScript there is nothing to do. */
    private static void look(Page page, Words words, boolean javaScript) {
        if (!javaScript) {
            click(page, words.say("repair.check"));
        }
    }

    private static void assertSteps(Page page, Words words, String... moods) {
        assertThat(page.locator(".steps .state"))
                .hasText(Arrays.stream(moods)
                        .map(mood -> words.say("repair." + mood))
                        .toArray(String[]::new));
    }

    private static Locator badge(Page page) {
        return page.locator("h2 .badge");
    }
}
