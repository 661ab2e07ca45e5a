package dev.linkhub.simulator.webhook;

/** How an event is signed. */
public enum Signature {
    VALID,
    /** Well-formed, but made with another key. */
    WRONG,
    /** No header at all. */
    MISSING
}
