package dev.linkhub.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.linkhub.household.HubAccounts;
import dev.linkhub.simulator.app.PartnerUrls;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.testing.Chromium;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.vault.Secret;
import dev.linkhub.web.testing.HeldBackground;
import dev.linkhub.web.testing.PagesJourney;
import dev.linkhub.wording.Language;
import dev.linkhub.wording.OwnWording;
import dev.linkhub.wording.Wording;
import dev.linkhub.wording.Words;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;

/** A {@link PagesJourney} in the system's browser. What pages are expected to say is taken from their bundle. */
abstract class ChromiumJourney extends PagesJourney {

    /** What households type that are not signed up over HTTP. */
    static final String PASSWORD = "correct horse battery";

    private static final Wording PAGES = Wording.of("wording.pages");

    protected Chromium chromium;

    @Inject
    protected HeldBackground background;

    @BeforeAll
    void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    void stopBrowser() {
        chromium.close();
    }

    @BeforeEach
    void nothingLeftToDo() {
        background.goOn();
    }

    /** What pages say to somebody with this locale. */
    static Words wordsFor(String locale) {
        Language language = Language.of(Locale.forLanguageTag(locale)).orElseThrow();
        return PAGES.in(language.locale(), OwnWording.NONE);
    }

    /** An address of the server. */
    final String address(String path) {
        return server.getURI().toString() + path;
    }

    /** Has Ring send households' browsers to our real pages from now on. */
    final void sendBrowsersHere(Onboarded to) {
        PartnerUrls now = Objects.requireNonNull(
                ring.ring().app(to.atRing().id()).environments().get(RingEnvironment.PRODUCTION));
        ring.ring()
                .setUrls(
                        to.atRing().id(),
                        RingEnvironment.PRODUCTION,
                        new PartnerUrls(
                                now.tokenExchange(),
                                server.getURI().resolve(path(to.app().slug() + "/production/link")),
                                now.webhook(),
                                server.getURI().resolve(home())));
    }

    /** Goes where Ring sends the browser. */
    static void comeFromRing(Page page, InstallationDetails installed) {
        page.navigate(installed.redirect().accountLinkUrl().toString());
    }

    /** Waits for the page of this heading, in the right language. */
    static void expect(Page page, Words words, String heading, Object... args) {
        assertThat(page.locator("h1")).hasText(words.say(heading, args));
        assertThat(page.locator("html")).hasAttribute("lang", words.tag());
    }

    /** Fills in the address and the password, and sends the form. */
    static void type(Page page, Words words, String email, String password, String button) {
        page.getByLabel(words.say("form.email")).fill(email);
        page.getByLabel(words.say("form.password"), new Page.GetByLabelOptions().setExact(true))
                .fill(password);
        press(page, words.say(button));
    }

    /** Makes an account, other than by the pages. Its address is not proved. */
    final void account(String email) {
        hub.getBean(HubAccounts.class).createVouched(app.tenant().scope(), email, Secret.of(PASSWORD), "::1");
    }

    /** Creates an account with the address that the form is filled in with, starting from the sign-in page. */
    static void createAccount(Page page, Words words, String email) {
        expect(page, words, "sign-in");
        click(page, words.say("sign-in.create"));
        expect(page, words, "create-account.heading");
        assertThat(page.getByLabel(words.say("form.email"))).hasValue(email);
        type(page, words, email, PASSWORD, "create-account.button");
    }

    static void press(Page page, String button) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(button).setExact(true))
                .click();
    }

    static void click(Page page, String link) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(link).setExact(true))
                .click();
    }
}
