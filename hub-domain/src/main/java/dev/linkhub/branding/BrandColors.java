package dev.linkhub.branding;

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
