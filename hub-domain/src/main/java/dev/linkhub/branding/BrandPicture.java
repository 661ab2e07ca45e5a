package dev.linkhub.branding;

import dev.linkhub.id.Sha256;
import java.util.HexFormat;

/** A picture that the hub has drawn anew from what it fetched, so that nothing of the file itself reaches a browser. */
public final class BrandPicture {

    private final PictureKind kind;
    private final String sourceUrl;
    private final byte[] png;
    private final String sha256;

    BrandPicture(PictureKind kind, String sourceUrl, byte[] png) {
        this.kind = kind;
        this.sourceUrl = sourceUrl;
        this.png = png.clone();
        this.sha256 = HexFormat.of().formatHex(Sha256.of(png));
    }

    PictureKind kind() {
        return kind;
    }

    String sourceUrl() {
        return sourceUrl;
    }

    /** PNG. */
    public byte[] png() {
        return png.clone();
    }

    /** Of the PNG, hexadecimal. */
    public String sha256() {
        return sha256;
    }
}
