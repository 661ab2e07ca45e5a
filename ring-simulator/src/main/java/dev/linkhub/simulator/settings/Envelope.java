package dev.linkhub.simulator.settings;

/** The shape of app-integrations answers; both are documented (ring-contract.md §5). */
public enum Envelope {
    FLAT,
    JSON_API
}
