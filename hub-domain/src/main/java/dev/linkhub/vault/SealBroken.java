package dev.linkhub.vault;

/** A sealed value that does not open where it was found: moved, put back, cut, or sealed with a key we lack. */
public final class SealBroken extends RuntimeException {

    private static final long serialVersionUID = 1L;

    SealBroken(SealedPlace place, String why) {
        super("The sealed value at %s does not open: %s".formatted(place, why));
    }
}
