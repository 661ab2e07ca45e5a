package dev.linkhub.branding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class BrandColorsTest {

    @ParameterizedTest
    @CsvSource({"#000000,#ffffff,21", "#777777,#ffffff,4.48", "#767676,#ffffff,4.54", "#ff0000,#ffffff,4.0"})
    void contrastIsThatOfWcag(String one, String other, double contrast) {
        assertThat(Rgb.parse(one).contrastWith(Rgb.parse(other))).isCloseTo(contrast, within(0.005));
        assertThat(Rgb.parse(other).contrastWith(Rgb.parse(one))).isCloseTo(contrast, within(0.005));
    }

    @Test
    void aDarkColourIsKeptUnderWhiteTextAndABrightOneUnderDarkText() {
        assertThat(BrandColors.of("#123456").fill()).isEqualTo("#123456");
        assertThat(BrandColors.of("#123456").onFill()).isEqualTo("#ffffff");
        assertThat(BrandColors.of("#ffd400").fill()).isEqualTo("#ffd400");
        assertThat(BrandColors.of("#ffd400").onFill()).isEqualTo("#16181d");
    }

    @Test
    void aColourTooMiddlingForEitherTextIsDarkenedJustEnough() {
        BrandColors colors = BrandColors.of("#7a7a7a");
        assertThat(colors.onFill()).isEqualTo("#ffffff");
        assertThat(colors.fill()).isEqualTo("#767676");
    }

    @Test
    void everyColourEndsReadableOnEveryGround() {
        IntStream.iterate(0, bits -> bits < 1 << 24, bits -> bits + 4099)
                .mapToObj("#%06x"::formatted)
                .forEach(primary -> {
                    BrandColors colors = BrandColors.of(primary);
                    assertReadable(primary, colors.onFill(), Rgb.parse(colors.fill()));
                    assertReadable(primary, colors.onLight(), BrandColors.LIGHT_PAGE);
                    assertReadable(primary, colors.onDark(), BrandColors.DARK_PAGE);
                });
    }

    @ParameterizedTest
    @ValueSource(strings = {"#ffffff", "#000000"})
    void anExtremeColourBecomesReadableOnTheGroundItVanishesIn(String primary) {
        BrandColors colors = BrandColors.of(primary);
        assertReadable(primary, colors.onLight(), BrandColors.LIGHT_PAGE);
        assertReadable(primary, colors.onDark(), BrandColors.DARK_PAGE);
    }

    private static void assertReadable(String primary, String text, Rgb ground) {
        assertThat(Rgb.parse(text).contrastWith(ground)).as(primary).isGreaterThanOrEqualTo(4.5);
    }
}
