package dev.linkhub.vault;

/** A sealed value that does not open where it was found: moved, put back, cut, or sealed with a key we lack. */
public final class SealBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SealBroken(SealedPlace place, String why) {
        this("the sealed value at " + place, why);
    }

    SealBroken(String what, String why) {
        super("%s does not open: %s".formatted(what, why));
    }
}
