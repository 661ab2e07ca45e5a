package dev.linkhub.simulator.settings;

/** How much Ring's error documents tell; parts of them may be missing (ring-contract.md §8). */
public enum ApiErrors {
    /** Status, title and detail. */
    DETAIL,
    /** Status and title only. */
    BARE,
    /** Also id, code, source and meta, as the documentation of the media endpoints has them. */
    FULL
}
