package dev.linkhub.branding;

import java.util.Arrays;
import java.util.Optional;

/** The pictures of a brand, each with the largest size in which it is served: twice what pages show, for fine screens. */
public enum PictureKind {
    LOGO("logo", 320, 80),
    FAVICON("favicon", 64, 64);

    private final String text;
    private final int widest;
    private final int highest;

    PictureKind(String text, int widest, int highest) {
        this.text = text;
        this.widest = widest;
        this.highest = highest;
    }

    /** As it stands in addresses and in the database. */
    public String text() {
        return text;
    }

    /** Pixels. */
    int widest() {
        return widest;
    }

    /** Pixels. */
    int highest() {
        return highest;
    }

    /** The field of a branding that holds its address. */
    String field() {
        return text + "_url";
    }

    /** By its text. */
    public static Optional<PictureKind> parse(String text) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(text)).findFirst();
    }
}
