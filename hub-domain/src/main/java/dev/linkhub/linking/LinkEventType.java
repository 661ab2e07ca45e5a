package dev.linkhub.linking;

/** What can happen to a link, as its time line names it. */
public enum LinkEventType {
    CLAIMED,
    CLAIMED_AGAIN,
    /** Broken, it goes on with another Ring account. */
    CONTINUED,
    NONCE_POSTED,
    POST_UNHEARD,
    COMPLETED,
    INCOMPLETE,
    REMOVED,
    REPLACED,
    UNHEALTHY,
    HEALED,
    /** The household disconnected it here. */
    DISCONNECTED,
    /** What became of that: the tokens are gone, and whether Ring was told. */
    TOKENS_DROPPED
}
