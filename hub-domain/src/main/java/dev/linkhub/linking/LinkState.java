package dev.linkhub.linking;

/** Where a link is in its life. */
public enum LinkState {
    /** A household confirmed it; Ring does not know yet. */
    CLAIMED,
    /** Ring took the nonce (POST). */
    AWAITING,
    /** Ring took the completion (PATCH). */
    COMPLETED,
    /** Ring no longer takes the nonce: a new tap on Sign In in the Ring app finishes this link. */
    INCOMPLETE,
    /** The user removed the app in Ring, or the household disconnected it here. */
    REMOVED,
    /** Another household claimed the Ring account. */
    REPLACED;

    /** Whether Ring has still to be told. */
    public boolean isUnderWay() {
        return this == CLAIMED || this == AWAITING;
    }

    /** Whether nothing is linked any more. */
    public boolean isOver() {
        return this == REMOVED || this == REPLACED;
    }
}
