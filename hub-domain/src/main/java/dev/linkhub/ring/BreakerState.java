package dev.linkhub.ring;

/** Whether a process sends an app's refreshes to Ring. */
public enum BreakerState {
    /** It does. */
    CLOSED,
    /** Ring has not been answering: it does not. */
    OPEN,
    /** After a rest: one at a time tries whether Ring is back. */
    PROBING
}
