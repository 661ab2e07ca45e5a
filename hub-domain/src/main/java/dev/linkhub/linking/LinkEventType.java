package dev.linkhub.linking;

/** What can happen to a link, as its time line names it. */
public enum LinkEventType {
    CLAIMED,
    CLAIMED_AGAIN,
    NONCE_POSTED,
    POST_UNHEARD,
    COMPLETED,
    INCOMPLETE,
    REMOVED,
    REPLACED,
    UNHEALTHY,
    HEALED
}
