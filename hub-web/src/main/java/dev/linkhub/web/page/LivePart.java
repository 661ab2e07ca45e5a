package dev.linkhub.web.page;

import dev.linkhub.id.Sha256;
import java.util.HexFormat;

/**
 * A part of a page that is kept as it is now.
 *
 * @param digest by which a browser says what it shows already
 */
public record LivePart(String html, String digest) {

    static LivePart of(String html) {
        return new LivePart(html, HexFormat.of().formatHex(Sha256.of(html)));
    }
}
