package dev.linkhub.simulator.settings;

/** What counts towards the rate limit. */
public enum RateCount {
    /** Calls of one and the same instant count as one: where time stands still, nobody is too fast by accident. */
    INSTANTS,
    /** Every call, whether time passes or not. */
    CALLS
}
