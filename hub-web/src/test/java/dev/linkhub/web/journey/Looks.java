package dev.linkhub.web.journey;

import static org.assertj.core.api.Assertions.assertThat;

import com.deque.html.axecore.playwright.AxeBuilder;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.ColorScheme;
import com.microsoft.playwright.options.ScreenshotAnimations;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** How a page looks in both widths and both colour schemes: accessible, no wider than its window, and kept as a picture. */
final class Looks {

    private static final Path PICTURES = Path.of("target", "screenshots");
    private static final int[] WIDTHS = {1280, 390};
    private static final List<ColorScheme> SCHEMES = List.of(ColorScheme.LIGHT, ColorScheme.DARK);
    private static final int HEIGHT = 900;

    private Looks() {}

    /** Looks at what a window shows, without loading it again. */
    static void assertGood(Page page, String name) {
        assertOneHeading(page, name);
        for (int width : WIDTHS) {
            page.setViewportSize(width, HEIGHT);
            for (ColorScheme scheme : SCHEMES) {
                page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(scheme));
                keep(page, "%s-%d-%s".formatted(name, width, scheme.name().toLowerCase(Locale.ROOT)));
            }
            assertFits(page, name + " at " + width);
        }
        // Narrow and dark now. Colours do not depend on the width, nor sizes on the colours.
        assertAccessible(page, name);
        page.setViewportSize(WIDTHS[0], HEIGHT);
        page.emulateMedia(new Page.EmulateMediaOptions().setColorScheme(ColorScheme.LIGHT));
        assertAccessible(page, name);
    }

    private static void keep(Page page, String picture) {
        page.screenshot(new Page.ScreenshotOptions()
                .setFullPage(true)
                .setAnimations(ScreenshotAnimations.DISABLED)
                .setPath(PICTURES.resolve(picture + ".png")));
    }

    private static void assertFits(Page page, String what) {
        assertThat(page.evaluate("document.documentElement.scrollWidth <= document.documentElement.clientWidth"))
                .as(what + " fits its window")
                .isEqualTo(true);
    }

    private static void assertOneHeading(Page page, String name) {
        List<String> headings = page.locator("h1").allInnerTexts();
        assertThat(headings).as(name).hasSize(1);
        assertThat(page.title()).as(name).contains(headings.getFirst());
        assertThat(page.locator("html").getAttribute("lang")).as(name).isNotEmpty();
    }

    private static void assertAccessible(Page page, String name) {
        List<String> violations = new AxeBuilder(page)
                        .setLegacyMode(true) // No frames here that would need a page of their own.
                        .analyze()
                        .getViolations()
                        .stream()
                        .map(rule -> rule.getId() + ": " + rule.getNodes())
                        .toList();
        assertThat(violations).as(name).isEmpty();
    }
}
