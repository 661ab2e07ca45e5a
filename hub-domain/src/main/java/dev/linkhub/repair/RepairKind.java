package dev.linkhub.repair;

/** What it takes to have a link work again. */
public enum RepairKind {
    /** Nothing that the household could do. */
    NONE,
    /** One more tap on Sign In in the Ring app: the tokens live, and Ring waits for a nonce. */
    FINISH,
    /** Remove the app in the Ring app, add it again, sign in. */
    RECONNECT,
    /** The household has disconnected the link here: remove the app in the Ring app; the rest only to link again. */
    LEAVE
}
