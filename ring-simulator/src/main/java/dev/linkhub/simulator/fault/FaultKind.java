package dev.linkhub.simulator.fault;

/** How a call goes wrong. Every kind may be preceded by a delay. */
public enum FaultKind {
    /** Answers as told without doing anything. */
    STATUS,
    /** Does the work, then answers as told. */
    STATUS_AFTER,
    /** Does the work and answers properly, late. */
    DELAY,
    /** Cuts the connection without doing anything. */
    RESET_BEFORE,
    /** Does the work, then cuts the connection without an answer. */
    RESET_AFTER,
    /** Does the work, then answers one byte per 100 ms and does not come to an end. */
    DRIP,
    /** Does the work, then cuts the connection in the middle of the answer. */
    TRUNCATE,
    /** Neither does anything nor answers. */
    HANG,
    /** Does the work, then does not answer. */
    HANG_AFTER;

    /** Whether the answer is the one that was asked for with the fault. */
    public boolean answersAsTold() {
        return this == STATUS || this == STATUS_AFTER;
    }

    /** Whether the call takes effect. */
    public boolean works() {
        return switch (this) {
            case STATUS, RESET_BEFORE, HANG -> false;
            case STATUS_AFTER, DELAY, RESET_AFTER, DRIP, TRUNCATE, HANG_AFTER -> true;
        };
    }

    /** Whether the caller hears something, be it only the beginning. */
    public boolean answers() {
        return switch (this) {
            case STATUS, STATUS_AFTER, DELAY, DRIP, TRUNCATE -> true;
            case RESET_BEFORE, RESET_AFTER, HANG, HANG_AFTER -> false;
        };
    }
}
