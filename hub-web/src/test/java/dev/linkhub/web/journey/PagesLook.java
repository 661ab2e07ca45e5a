package dev.linkhub.web.journey;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.Cookie;
import com.microsoft.playwright.options.SameSiteAttribute;
import dev.linkhub.testing.Chromium.Window;
import dev.linkhub.web.testing.TestBrowser;
import dev.linkhub.wording.Words;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** Looks at pages that a {@link TestBrowser} has come to: the states come about over HTTP, and Chromium takes over from there. */
abstract class PagesLook extends ChromiumJourney {

    static final Words WORDS = wordsFor("en-GB");

    protected Page page;

    @BeforeEach
    void openWindow() {
        page = chromium.open(new Window(1280, ColorScheme.LIGHT, true, "en-GB"));
    }

    @AfterEach
    void closeWindow() {
        page.context().close();
    }

    /** Goes there as somebody. */
    final void go(TestBrowser someone, String path) {
        ring.advance(Duration.ofSeconds(1));
        page.context().clearCookies();
        page.context().addCookies(someone.kept().stream().map(PagesLook::cookie).toList());
        page.navigate(address(path));
    }

    /** Looks at what is there now. */
    final void look(String name, String heading) {
        assertThat(page.locator("h1")).hasText(WORDS.say(heading));
        Looks.assertGood(page, name);
    }

    /** Goes there as somebody and looks. */
    final void see(TestBrowser someone, String path, String name, String heading) {
        go(someone, path);
        look(name, heading);
    }

    /** Sends the form that is there now, even if the browser would say something about it first. */
    final void sendAnyway(String button) {
        page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true; })");
        press(page, WORDS.say(button));
    }

    private static Cookie cookie(TestBrowser.Kept kept) {
        return new Cookie(kept.name(), kept.value())
                .setDomain("localhost")
                .setPath(kept.path())
                .setSecure(true)
                .setHttpOnly(true)
                .setSameSite(SameSiteAttribute.LAX);
    }
}
