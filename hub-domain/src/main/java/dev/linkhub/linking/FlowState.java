package dev.linkhub.linking;

/** What became of one browser's attempt to link. */
public enum FlowState {
    /** Waits for sign-in, match and confirmation. */
    OPEN,
    /** Confirmed: its link exists. */
    CLAIMED,
    /** "Not mine". */
    DECLINED
}
