package dev.linkhub.branding;

import java.util.ArrayList;
import java.util.List;

/**
 * A tenant's colour made fit to read: each pair has the contrast of 4.5 : 1 that WCAG 2.2 asks of text (1.4.3). Where the
 * tenant's own colour falls short, it is darkened or lightened just as far as needed.
 *
 * @param fill ground of buttons
 * @param onFill text on that ground
 * @param onLight text, links and outlines on the light page
 * @param onDark the same on the dark page
 */
public record BrandColors(String fill, String onFill, String onLight, String onDark) {

    /** The grounds of the light and the dark page; the stylesheet uses the same. */
    static final Rgb LIGHT_PAGE = Rgb.parse("#f4f5f7");

    static final Rgb DARK_PAGE = Rgb.parse("#1e2126");

    private static final Rgb INK = Rgb.parse("#16181d");
    private static final double READABLE = 4.5;

    /**
     * Where these are not the tenant's own colour, and why, as sentences for it.
     *
     * @param primaryColor what it asked for
     */
    public List<String> adjustments(String primaryColor) {
        List<String> notes = new ArrayList<>();
        note(notes, primaryColor, fill, "as the ground of buttons");
        note(notes, primaryColor, onLight, "for text on light pages");
        note(notes, primaryColor, onDark, "for text on dark pages");
        return List.copyOf(notes);
    }

    private static void note(List<String> notes, String wanted, String drawn, String where) {
        if (!drawn.equalsIgnoreCase(wanted)) {
            notes.add(
                    "%s is drawn as %s %s: as it is it would not have the contrast of 4.5 : 1 that people need to read it (WCAG 2.2, 1.4.3)"
                            .formatted(wanted, drawn, where));
        }
    }

    static BrandColors of(String primaryColor) {
        Rgb color = Rgb.parse(primaryColor);
        boolean darkText = color.contrastWith(Rgb.WHITE) < READABLE && color.contrastWith(INK) >= READABLE;
        Rgb fill = darkText ? color : color.towardsUntil(Rgb.BLACK, Rgb.WHITE, READABLE);
        return new BrandColors(
                fill.text(),
                (darkText ? INK : Rgb.WHITE).text(),
                color.towardsUntil(Rgb.BLACK, LIGHT_PAGE, READABLE).text(),
                color.towardsUntil(Rgb.WHITE, DARK_PAGE, READABLE).text());
    }
}
