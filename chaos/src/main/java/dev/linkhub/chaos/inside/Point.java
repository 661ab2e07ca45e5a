package dev.linkhub.chaos.inside;

/** Where a process can be caught in the middle of a refresh, in order. */
public enum Point {
    /** The lease is committed, and nothing else has been done. */
    AFTER_CLAIM,
    /** The journal says {@code sending}, and nothing is on the wire. */
    BEFORE_SEND,
    /** Ring has answered, and the journal does not say so yet. */
    AFTER_RING_COMMIT,
    /** The journal says {@code got2xx}, and nothing is stored. */
    AFTER_ANSWER,
    /** The database has committed new tokens, and the hub does not know. */
    AFTER_COMMIT,
    /** The hub knows. */
    AFTER_WRITE
}
