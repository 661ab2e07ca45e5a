package dev.linkhub.simulator.integration;

/** How far an installed app has come (ring-contract.md §5). */
public enum InstallationStatus {
    /** Installed; the user has not signed in at the partner, or the code could not be delivered. */
    PENDING,
    /** The partner has confirmed the nonce. */
    AWAITING,
    /** The partner has finished its set-up. */
    COMPLETED,
    /** The link is broken; Ring says no more about when and why (ring-contract.md §7). */
    UNHEALTHY,
    /** The user has removed the app. */
    REMOVED
}
