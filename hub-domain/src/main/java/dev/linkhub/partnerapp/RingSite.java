package dev.linkhub.partnerapp;

/** Who is called in Ring's place: credentials and tokens of one are never sent to the other. */
public enum RingSite {
    /** Ring itself. */
    RING,
    /** The hub's simulator. */
    SANDBOX
}
