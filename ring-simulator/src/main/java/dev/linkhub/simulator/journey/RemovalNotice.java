package dev.linkhub.simulator.journey;

/** What becomes of the webhook that announces a removal. */
public enum RemovalNotice {
    SEND,
    /** Made now and sent when released. */
    HOLD,
    SKIP
}
