package dev.linkhub.partnerapp;

/** Why the hub has stopped to call Ring on an app's behalf. */
public enum PauseReason {
    /** Ring refused the client id or client secret. */
    CREDENTIALS_REJECTED,
    /** They have not been given yet. */
    NO_CREDENTIALS,
    /** An operator says so, until an operator says otherwise. */
    FROZEN
}
