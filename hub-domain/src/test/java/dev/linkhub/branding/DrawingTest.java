package dev.linkhub.branding;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.branding.Drawing.NoPicture;
import java.awt.Color;
import java.awt.Graphics2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.zip.CRC32;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DrawingTest {

    private static final String NAMESPACE = "xmlns=\"http://www.w3.org/2000/svg\"";

    @ParameterizedTest
    @ValueSource(strings = {"png", "jpg", "gif"})
    void whateverItWasItIsAPngThatFits(String format) throws IOException, NoPicture {
        BufferedImage drawn = drawn(picture(1_000, 200, format));
        assertThat(drawn.getWidth()).isEqualTo(320);
        assertThat(drawn.getHeight()).isEqualTo(64);
        assertThat(new Color(drawn.getRGB(100, 20)).getRed()).isGreaterThan(200);
    }

    @Test
    void aSmallOneKeepsItsSizeAndWhatShinesThrough() throws IOException, NoPicture {
        BufferedImage clear = new BufferedImage(20, 30, BufferedImage.TYPE_INT_ARGB);
        BufferedImage drawn = drawn(bytes(clear, "png"));
        assertThat(drawn.getWidth()).isEqualTo(20);
        assertThat(drawn.getHeight()).isEqualTo(30);
        assertThat(drawn.getRGB(5, 5) >>> 24).isZero();
    }

    @Test
    void aLineKeepsAtLeastOnePixel() throws IOException, NoPicture {
        assertThat(drawn(picture(2_000, 3, "png")).getHeight()).isEqualTo(1);
    }

    @Test
    void anSvgFillsTheFrame() throws IOException, NoPicture {
        BufferedImage drawn = drawn(svg(
                "viewBox=\"0 0 20 10\"",
                "<rect width=\"20\" height=\"10\" fill=\"#ff0000\"/><script>alert(1)</script>"));
        assertThat(drawn.getWidth()).isEqualTo(160);
        assertThat(drawn.getHeight()).isEqualTo(80);
        assertThat(drawn.getRGB(80, 40)).isEqualTo(0xffff0000);
    }

    /** Neither from the net nor from the disk. */
    @ParameterizedTest
    @ValueSource(strings = {"http://127.0.0.1:1/x.png", "file:///etc/hostname", "data:image/png;base64,AAAA"})
    void anSvgFetchesNothing(String address) throws IOException, NoPicture {
        BufferedImage drawn = drawn(
                svg("width=\"10\" height=\"10\"", "<image width=\"10\" height=\"10\" href=\"" + address + "\"/>"));
        assertThat(drawn.getRGB(40, 40) >>> 24).isZero();
    }

    @Test
    void anSvgDeclaresNoEntities() {
        byte[] laughs = ("<?xml version=\"1.0\"?><!DOCTYPE svg [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;\">]><svg "
                        + NAMESPACE + " width=\"1\" height=\"1\"><title>&b;</title></svg>")
                .getBytes(UTF_8);
        assertThatThrownBy(() -> Drawing.png(laughs, 320, 80))
                .isInstanceOf(NoPicture.class)
                .hasMessageContaining("entities");
    }

    /** Eight levels of sixteen each are four billion shapes. */
    @ParameterizedTest
    @ValueSource(strings = {"<use href=\"#a\"/>", "<svg:use href=\"#a\"/>", "<USE\thref=\"#a\"/>"})
    void anSvgRepeatsNothing(String use) {
        byte[] loop = svg("width=\"1\" height=\"1\"", "<g id=\"a\"/>" + use);
        assertThatThrownBy(() -> Drawing.png(loop, 320, 80))
                .isInstanceOf(NoPicture.class)
                .hasMessageContaining("<use>");
    }

    @Test
    void anSvgHidesNothingInItsEncoding() {
        byte[] wide = new String(svg("width=\"1\" height=\"1\"", "<use href=\"#a\"/>"), UTF_8).getBytes(UTF_16LE);
        assertThatThrownBy(() -> Drawing.png(wide, 320, 80)).hasMessageContaining("UTF-8");
        byte[] other = "<?xml version='1.0' encoding='UTF-7'?><svg/>".getBytes(UTF_8);
        assertThatThrownBy(() -> Drawing.png(other, 320, 80)).hasMessageContaining("UTF-8");
    }

    /** Thirty bytes that promise 40 GB of pixels. */
    @Test
    void aPictureThatIsTooLargeIsNotDecoded() {
        assertThatThrownBy(() -> Drawing.png(pngHeader(100_000, 100_000), 320, 80))
                .isInstanceOf(NoPicture.class)
                .hasMessageContaining("2,048");
    }

    @Test
    void aDamagedFileIsRefused() throws IOException {
        byte[] whole = picture(100, 100, "png");
        byte[] half = java.util.Arrays.copyOf(whole, whole.length / 2);
        assertThatThrownBy(() -> Drawing.png(half, 320, 80)).isInstanceOf(NoPicture.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "MZ", "<html><body>hello</body></html>", "<svg", "BM66666666666666666666666666"})
    void whatIsNoPictureIsRefused(String text) {
        assertThatThrownBy(() -> Drawing.png(text.getBytes(UTF_8), 320, 80)).isInstanceOf(NoPicture.class);
    }

    static byte[] picture(int width, int height, String format) throws IOException {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D graphics = image.createGraphics();
        graphics.setColor(Color.RED);
        graphics.fillRect(0, 0, width, height);
        graphics.dispose();
        return bytes(image, format);
    }

    private static byte[] bytes(BufferedImage image, String format) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        ImageIO.write(image, format, bytes);
        return bytes.toByteArray();
    }

    private static byte[] svg(String attributes, String content) {
        return ("<svg " + NAMESPACE + " " + attributes + ">" + content + "</svg>").getBytes(UTF_8);
    }

    private static byte[] pngHeader(int width, int height) {
        byte[] chunk = ByteBuffer.allocate(17)
                .put("IHDR".getBytes(UTF_8))
                .putInt(width)
                .putInt(height)
                .put(new byte[] {8, 6, 0, 0, 0})
                .array();
        CRC32 crc = new CRC32();
        crc.update(chunk);
        return ByteBuffer.allocate(33)
                .putLong(0x89504e470d0a1a0aL)
                .putInt(13)
                .put(chunk)
                .putInt((int) crc.getValue())
                .array();
    }

    private static BufferedImage drawn(byte[] source) throws IOException, NoPicture {
        return ImageIO.read(new ByteArrayInputStream(Drawing.png(source, 320, 80)));
    }
}
