package dev.linkhub.simulator.settings;

/** What a second POST of a nonce that was accepted before gets (ring-contract.md §5 leaves it open). */
public enum Repost {
    /** 200 with the present status. */
    IDEMPOTENT,
    /** 400 Invalid Nonce. */
    REFUSED
}
