package dev.linkhub.simulator.settings;

/** Where an event carries its sub type; both are documented (ring-contract.md §6). */
public enum SubTypePlace {
    /** {@code data.subType}. */
    DATA,
    /** {@code data.attributes.sub_type}. */
    ATTRIBUTES
}
