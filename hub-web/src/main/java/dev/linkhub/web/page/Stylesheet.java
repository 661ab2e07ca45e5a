package dev.linkhub.web.page;

import dev.linkhub.id.Sha256;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HexFormat;

/** The one stylesheet of all pages. Its address holds its digest, so that browsers may keep it for good. */
@Singleton
class Stylesheet {

    private static final int DIGEST_CHARACTERS = 12;

    private final byte[] bytes = read();
    private final String name =
            "hub-" + HexFormat.of().formatHex(Sha256.of(bytes)).substring(0, DIGEST_CHARACTERS) + ".css";

    String path() {
        return "/assets/" + name;
    }

    String name() {
        return name;
    }

    byte[] bytes() {
        return bytes.clone();
    }

    private static byte[] read() {
        try (InputStream file = Stylesheet.class.getResourceAsStream("/assets/hub.css")) {
            if (file == null) {
                throw new IllegalStateException("assets/hub.css is not on the class path");
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
