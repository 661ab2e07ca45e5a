package dev.linkhub.simulator.journey;

/** What follows once the partner has taken a code. */
public enum Sequel {
    NOTHING,
    /** The user's browser goes to the Account Link URL. */
    REDIRECT,
    /** The selected devices are announced before. */
    DEVICES_AND_REDIRECT
}
