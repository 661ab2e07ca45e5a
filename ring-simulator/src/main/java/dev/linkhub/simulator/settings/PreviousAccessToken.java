package dev.linkhub.simulator.settings;

/** Whether a refresh ends the access token that was given before. */
public enum PreviousAccessToken {
    /** It lives on until its own expiry. */
    LIVES,
    /** It is refused from now on. */
    DIES
}
