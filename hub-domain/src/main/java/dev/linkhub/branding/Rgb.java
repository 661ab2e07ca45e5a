package dev.linkhub.branding;

/** A colour in sRGB, each part 0..255. */
record Rgb(int red, int green, int blue) {

    static final Rgb BLACK = new Rgb(0, 0, 0);
    static final Rgb WHITE = new Rgb(255, 255, 255);

    /** From {@code #rrggbb}. */
    static Rgb parse(String text) {
        int bits = Integer.parseInt(text, 1, text.length(), 16);
        return new Rgb(bits >> 16 & 0xff, bits >> 8 & 0xff, bits & 0xff);
    }

    /** The contrast ratio of WCAG 2.2, from 1 to 21. */
    double contrastWith(Rgb other) {
        double mine = luminance();
        double others = other.luminance();
        return (Math.max(mine, others) + 0.05) / (Math.min(mine, others) + 0.05);
    }

    /**
     * The nearest colour on the way to another that has this contrast with a ground; the end of that way if none has.
     */
    Rgb towardsUntil(Rgb end, Rgb ground, double contrast) {
        for (int step = 0; step <= 255; step++) {
            Rgb mixed = mixedWith(end, step / 255.0);
            if (mixed.contrastWith(ground) >= contrast) {
                return mixed;
            }
        }
        return end;
    }

    /** As {@code #rrggbb}. */
    String text() {
        return "#%02x%02x%02x".formatted(red, green, blue);
    }

    private Rgb mixedWith(Rgb other, double share) {
        return new Rgb(mixed(red, other.red, share), mixed(green, other.green, share), mixed(blue, other.blue, share));
    }

    private static int mixed(int from, int to, double share) {
        return (int) Math.round(from + (to - from) * share);
    }

    private double luminance() {
        return 0.2126 * linear(red) + 0.7152 * linear(green) + 0.0722 * linear(blue);
    }

    private static double linear(int part) {
        double share = part / 255.0;
        return share <= 0.04045 ? share / 12.92 : Math.pow((share + 0.055) / 1.055, 2.4);
    }
}
