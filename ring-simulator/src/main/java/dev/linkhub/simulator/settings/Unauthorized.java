package dev.linkhub.simulator.settings;

/** How the API answers a bad, expired or revoked access token; all three have been seen (ring-contract.md §3, §8). */
public enum Unauthorized {
    /** 401 with Ring's error body. */
    JSON_401,
    /** 401 without a body, as the proxy in front of the API answers. */
    EMPTY_401,
    /** 403 with Ring's error body, as the users page documents. */
    JSON_403
}
