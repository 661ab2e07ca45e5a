package dev.linkhub.simulator.settings;

/** How the API answers a bad, expired or revoked access token; each has been documented or seen (ring-contract.md §3, §8). */
public enum Unauthorized {
    /** 401 with Ring's error body. */
    JSON_401,
    /** 401 without a body, as the proxy in front of the API answers. */
    EMPTY_401,
    /** 403 with Ring's error body, as the users page documents. */
    JSON_403,
    /** 403 of the users page and 401 of all others, each as its own page documents. */
    USERS_ME_403
}
