package dev.linkhub.branding;

import com.github.weisj.jsvg.SVGDocument;
import com.github.weisj.jsvg.parser.DocumentLimits;
import com.github.weisj.jsvg.parser.LoaderContext;
import com.github.weisj.jsvg.parser.SVGLoader;
import com.github.weisj.jsvg.parser.resources.ResourcePolicy;
import com.github.weisj.jsvg.renderer.NullPlatformSupport;
import com.github.weisj.jsvg.view.ViewBox;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.Locale;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.regex.Pattern;
import javax.imageio.ImageIO;
import javax.imageio.ImageReader;
import javax.imageio.stream.ImageInputStream;

/** Draws a stranger's picture anew, as PNG of a bounded size. */
final class Drawing {

    private static final int LARGEST_SIDE = 2_048;
    private static final Pattern OTHER_ENCODING = Pattern.compile(
            "<\\?xml[^>]*encoding\\s*=\\s*[\"'](?!utf-8[\"']|us-ascii[\"']|iso-8859-1[\"'])", Pattern.CASE_INSENSITIVE);
    private static final Pattern REPEATING =
            Pattern.compile("<!ENTITY|<(?:[\\w.-]+:)?use\\b", Pattern.CASE_INSENSITIVE);
    private static final Set<String> RASTER_FORMATS = Set.of("png", "jpeg", "gif");
    private static final DocumentLimits SVG_LIMITS = new DocumentLimits(30, 1, 2_000);

    private static final String NEITHER = "it is neither PNG, JPEG, GIF nor an SVG that the hub can draw";

    /** Held, so that its level stays: it writes stack traces about files that are none of ours. */
    private static final Logger SVG_LOG = Logger.getLogger("com.github.weisj.jsvg");

    static {
        SVG_LOG.setLevel(Level.OFF);
    }

    private Drawing() {}

    /**
     * Fits a picture into a frame; a smaller one keeps its size, unless it is an SVG and has none.
     *
     * @param source PNG, JPEG, GIF (its first frame) or SVG
     * @throws NoPicture saying what is the matter
     */
    static byte[] png(byte[] source, int widest, int highest) throws NoPicture {
        BufferedImage drawn;
        try {
            drawn = isSvg(source) ? svg(source, widest, highest) : raster(source, widest, highest);
        } catch (IOException | RuntimeException | LinkageError | StackOverflowError | InternalError e) {
            // Decoders meet broken files with whatever occurs to them; a machine without fonts cannot draw text.
            throw new NoPicture(
                    "it cannot be drawn: the file is damaged, or holds something that the hub does not draw");
        }
        ByteArrayOutputStream png = new ByteArrayOutputStream();
        try {
            ImageIO.write(drawn, "png", png);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return png.toByteArray();
    }

    private static boolean isSvg(byte[] source) {
        String start = new String(source, 0, Math.min(source.length, 1_000), StandardCharsets.UTF_8).stripLeading();
        return start.startsWith("<") || start.startsWith("\ufeff<");
    }

    private static BufferedImage svg(byte[] source, int widest, int highest) throws NoPicture {
        String text = new String(source, StandardCharsets.UTF_8);
        // What is looked for here must be what the parser reads.
        if (text.indexOf('\0') >= 0 || OTHER_ENCODING.matcher(text).find()) {
            throw new NoPicture("an SVG must be encoded in UTF-8");
        }
        if (REPEATING.matcher(text).find()) {
            throw new NoPicture(
                    "an SVG must not declare entities or hold <use>: a few lines can mean billions of shapes");
        }
        SVGDocument document = new SVGLoader()
                .load(
                        new ByteArrayInputStream(source),
                        URI.create("about:blank"),
                        LoaderContext.builder()
                                .externalResourcePolicy(ResourcePolicy.DENY_ALL)
                                .documentLimits(SVG_LIMITS)
                                .build());
        if (document == null) {
            throw new NoPicture(NEITHER);
        }
        double scale = Math.min(
                widest / document.size().getWidth(), highest / document.size().getHeight());
        if (!Double.isFinite(scale) || scale <= 0) {
            throw new NoPicture("an SVG needs a width and a height, or a viewBox");
        }
        int width = side(document.size().getWidth() * scale);
        int height = side(document.size().getHeight() * scale);
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = graphics(image);
        document.renderWithPlatform(NullPlatformSupport.INSTANCE, graphics, new ViewBox(0, 0, width, height));
        graphics.dispose();
        return image;
    }

    private static BufferedImage raster(byte[] source, int widest, int highest) throws IOException, NoPicture {
        BufferedImage image = decoded(source);
        double scale = Math.min(1, Math.min(widest / (double) image.getWidth(), highest / (double) image.getHeight()));
        int width = side(image.getWidth() * scale);
        int height = side(image.getHeight() * scale);
        // Halved until it is near: one large step would drop most of the pixels.
        BufferedImage now = image;
        while (now.getWidth() > 2 * width && now.getHeight() > 2 * height) {
            now = scaled(now, now.getWidth() / 2, now.getHeight() / 2);
        }
        return scaled(now, width, height);
    }

    private static BufferedImage decoded(byte[] source) throws IOException, NoPicture {
        try (ImageInputStream input = ImageIO.createImageInputStream(new ByteArrayInputStream(source))) {
            Iterator<ImageReader> readers = ImageIO.getImageReaders(input);
            while (readers.hasNext()) {
                ImageReader reader = readers.next();
                if (!RASTER_FORMATS.contains(reader.getFormatName().toLowerCase(Locale.ROOT))) {
                    continue;
                }
                reader.setInput(input, true, true);
                try {
                    // Before a pixel is decoded: a few bytes can promise gigabytes.
                    if (reader.getWidth(0) > LARGEST_SIDE || reader.getHeight(0) > LARGEST_SIDE) {
                        throw new NoPicture("it has more than %,d pixels a side".formatted(LARGEST_SIDE));
                    }
                    return reader.read(0);
                } finally {
                    reader.dispose();
                }
            }
        }
        throw new NoPicture(NEITHER);
    }

    private static BufferedImage scaled(BufferedImage image, int width, int height) {
        BufferedImage smaller = new BufferedImage(width, height, BufferedImage.TYPE_INT_ARGB);
        Graphics2D graphics = graphics(smaller);
        graphics.drawImage(image, 0, 0, width, height, null);
        graphics.dispose();
        return smaller;
    }

    private static Graphics2D graphics(BufferedImage image) {
        Graphics2D graphics = image.createGraphics();
        graphics.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        graphics.setRenderingHint(RenderingHints.KEY_INTERPOLATION, RenderingHints.VALUE_INTERPOLATION_BICUBIC);
        graphics.setRenderingHint(RenderingHints.KEY_STROKE_CONTROL, RenderingHints.VALUE_STROKE_PURE);
        return graphics;
    }

    private static int side(double length) {
        return Math.max(1, (int) Math.round(length));
    }

    /** A file that is not taken for a picture. */
    static final class NoPicture extends Exception {

        private static final long serialVersionUID = 1L;

        NoPicture(String message) {
            super(message);
        }
    }
}
