package dev.linkhub.simulator.settings;

/** How the code is posted to the Token Exchange URL (ring-contract.md §1.2). */
public enum CodeEncoding {
    FORM,
    JSON,
    /** A form body without any Content-Type header, as observed. */
    NONE
}
