package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import dev.linkhub.simulator.Chromium.Window;
import dev.linkhub.simulator.account.DeviceKind;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.client.AccountDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.NewApp;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Every page in its states: accessible, and no wider than its window. With the system property
 * {@code simulator.test.screenshots} naming a folder, one can look at them there.
 */
class PageLooksTest {

    private static final String LONG = "Wolfeschlegelsteinhausenbergerdorff";

    private static Chromium chromium;

    private final Stage stage = new Stage();

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

    @ParameterizedTest
    @CsvSource({"1280,LIGHT", "1280,DARK", "390,LIGHT", "390,DARK"})
    void everyPageIsAccessibleAndFits(int width, ColorScheme colours) {
        Page page = chromium.open(new Window(width, colours, true));
        String account = "/accounts/" + stage.account.id();

        looksGood(page, account, "fresh-account");
        looksGood(page, account + "/apps/" + stage.app.id() + "/staging", "offer");
        looksGood(page, "/accounts/nobody", "problem");

        String full = "/accounts/" + fill().id();
        looksGood(page, full, "full-account");
        page.locator("#calls summary").first().click();
        looksGood(page, "opened-call");
        for (InstallationDetails installation : stage.client.installations()) {
            looksGood(page, "/installations/" + installation.id(), "manage-" + installation.status());
        }
        looksGood(page, "/", "accounts");

        stage.client.reset();
        looksGood(page, "/", "nothing");
    }

    /** An account with an app in every state, and long names. */
    private AccountDetails fill() {
        String word = LONG + LONG;
        AccountDetails account = stage.client.createAccount(NewAccount.of(word, word, LONG + "@" + LONG + ".example")
                .withDevice(word, DeviceKind.DOORBELL)
                .withDevice("Garden", DeviceKind.CAMERA));
        stage.client.install(account.id(), stage.app.id(), STAGING);
        Stage.Pair pair = Stage.pair(stage.redeem(stage.code()));
        stage.postNonce(pair.access(), "x");
        stage.client.setUrls(stage.app.id(), RingEnvironment.PRODUCTION, stage.partner.urls());
        InstallationDetails confirmed = stage.client.install(account.id(), stage.app.id(), RingEnvironment.PRODUCTION);
        stage.complete(stage.confirm(confirmed));

        String app = stage.client
                .createApp(NewApp.named(word).withUrls(STAGING, stage.partner.urls()))
                .id();
        stage.partner.answerNext("/token-exchange", 500);
        stage.client.install(account.id(), app, STAGING);
        String broken = stage.client
                .createApp(NewApp.named("Broken").withUrls(STAGING, stage.partner.urls()))
                .id();
        stage.client.makeUnhealthy(
                stage.client.install(account.id(), broken, STAGING).id());
        stage.client.createApp(NewApp.named("Another").withUrls(STAGING, stage.partner.urls()));
        stage.client.moveClock(Duration.ofMinutes(11));
        return account;
    }

    private void looksGood(Page page, String path, String name) {
        page.navigate(stage.simulator.url() + path);
        looksGood(page, name);
    }

    private static void looksGood(Page page, String name) {
        String folder = System.getProperty("simulator.test.screenshots", "");
        if (!folder.isEmpty()) {
            int width = page.viewportSize().width;
            String colours = String.valueOf(page.evaluate("matchMedia('(prefers-color-scheme: dark)').matches"));
            page.screenshot(new Page.ScreenshotOptions()
                    .setFullPage(true)
                    .setPath(Path.of(folder, name + "-" + width + "-dark-" + colours + ".png")));
        }
        List<String> violations = new AxeBuilder(page)
                        .setLegacyMode(true) // No frames here that would need a page of their own.
                        .analyze()
                        .getViolations()
                        .stream()
                        .map(rule -> rule.getId() + ": " + rule.getNodes())
                        .toList();
        assertThat(violations).as(name).isEmpty();
        assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as(name + " fits its window")
                .isEqualTo(true);
    }
}
