package dev.linkhub.simulator;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static dev.linkhub.simulator.Stage.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import dev.linkhub.simulator.Chromium.Window;
import dev.linkhub.simulator.app.Credentials;
import dev.linkhub.simulator.app.PartnerUrls;
import dev.linkhub.simulator.app.SigningKey;
import dev.linkhub.simulator.client.AppDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewApp;
import java.time.Clock;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The page as a person uses it. */
class PageInBrowserTest {

    private static Chromium chromium;

    private final Stage stage = new Stage(Clock.systemUTC());
    private final String accountPage = stage.simulator.url() + "/accounts/" + stage.account.id();

    @BeforeAll
    static void startBrowser() {
        chromium = Chromium.start();
    }

    @AfterAll
    static void stopBrowser() {
        chromium.close();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    /** The partner links as soon as somebody opens its page: nobody has to sign in there. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void theWholeJourneyByClicks(boolean javaScript) {
        AppDetails door = stage.client.createApp(NewApp.named("Doorman"));
        Credentials credentials = new Credentials(door.clientId(), door.clientSecret(), new SigningKey(door.hmacKey()));
        try (BackEnd backEnd = new BackEnd(stage.simulator.url(), credentials, Mistake.CLAIMS_WITHOUT_A_PERSON)) {
            stage.client.setUrls(
                    door.id(),
                    STAGING,
                    new PartnerUrls(
                            backEnd.url("/token-exchange"),
                            backEnd.url("/link"),
                            backEnd.url("/webhook"),
                            backEnd.url("/home")));
            Page page = chromium.open(javaScript ? Window.WIDE : Window.WIDE.withoutJavaScript());
            page.navigate(stage.simulator.url().toString());

            page.getByLabel("First name").fill("Grace");
            page.getByLabel("Last name").fill("Hopper");
            page.getByLabel("Email").fill("grace@example.com");
            press(page, "Create account");
            page.getByRole(AriaRole.LINK)
                    .filter(new Locator.FilterOptions().setHasText("Doorman"))
                    .click();
            page.getByLabel("Camera").uncheck();
            press(page, "Allow and install");
            String phone = page.url();
            assertThat(page.locator(".badge")).hasText("Sign in to finish");

            click(page, "Sign in at Doorman");
            assertThat(page).hasURL(Pattern.compile(".*/link\\?nonce=.*"));
            page.navigate(phone);
            assertThat(page.locator(".badge")).hasText("Connected");
            press(page, "Ring at Doorbell");
            assertThat(page.locator(".call-what").first()).containsText("button_press");
            press(page, "Take Doorbell offline");
            press(page, "Bring Doorbell online");
            press(page, "Walk past Doorbell");
            assertThat(page.locator(".call-what").first()).containsText("motion_detected");

            click(page, "Manage Doorman");
            page.getByLabel("Camera").check();
            press(page, "Save devices");
            assertThat(page.locator(".call-what").first()).containsText("device_added");
            press(page, "Remove app Doorman");
            assertThat(page.locator("#my-apps")).containsText("No apps yet");
            assertThat(page.locator(".call-what").first()).containsText("app_integration_removed");
        }
    }

    @Test
    void callsAndStatusAppearWithoutReloadingAndOpenedCallsStayOpen() {
        InstallationDetails installation = stage.install();
        Page page = chromium.open(Window.WIDE);
        page.navigate(accountPage);
        page.evaluate("window.loadedOnce = true");
        assertThat(page.locator("#live")).isVisible();
        assertThat(page.locator("#reload")).isHidden();
        Locator oldest = page.locator("#calls > li").last();
        String id = oldest.getAttribute("id");
        oldest.locator("summary").click();
        page.locator("#manage-" + installation.id()).focus();

        stage.confirm(installation);
        stage.client
                .homes()
                .press(stage.account.id(), stage.account.devices().getFirst().id());

        assertThat(page.locator(".call-what").first()).containsText("button_press");
        assertThat(page.locator(".badge")).hasText("Finishing set-up");
        assertThat(page.locator("#" + id + " details")).hasAttribute("open", "");
        assertThat(page.locator("#" + id)).containsText("token_exchange");
        assertThat(page.locator("#manage-" + installation.id())).isFocused();
        assertThat(page.evaluate("window.loadedOnce")).isEqualTo(true);
    }

    @Test
    void whatIsOpenedIsKeptWhileTheListStaysShort() {
        stage.install();
        Page page = chromium.open(Window.WIDE);
        page.navigate(accountPage);
        assertThat(page.locator("#live")).isVisible();
        Locator oldest = page.locator("#calls > li").last();
        String id = oldest.getAttribute("id");
        oldest.locator("summary").click();
        String access = Stage.pair(stage.redeem(stage.code())).access();

        for (int i = 0; i < 60; i++) {
            stage.usersMe(access);
        }

        assertThat(page.locator("#calls > li")).hasCount(41);
        assertThat(page.locator("#calls > li").last()).hasAttribute("id", id);
    }

    @Test
    void withoutJavaScriptOneIsToldToReload() {
        Page page = chromium.open(Window.WIDE.withoutJavaScript());
        page.navigate(accountPage);
        assertThat(page.locator("#no-calls")).isVisible();
        stage.install();

        click(page, "Reload to see new calls");

        assertThat(page.locator("#live")).isHidden();
        assertThat(page.locator(".call-what").first()).containsText("device_added");
    }

    @Test
    void thePageSaysWhenItIsNoLongerLive() {
        Page page = chromium.open(Window.WIDE);
        page.navigate(accountPage);
        assertThat(page.locator("#live")).isVisible();

        stage.simulator.close();

        assertThat(page.locator("#live")).isHidden();
        assertThat(page.locator("#reload")).isVisible();
    }

    private static void press(Page page, String name) {
        page.getByRole(
                        AriaRole.BUTTON,
                        new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }

    private static void click(Page page, String name) {
        page.getByRole(AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true))
                .click();
    }
}
