package dev.linkhub.simulator.trace;

/** What is counted; the control API shows each under its name in lower case. */
public enum Counter {
    ACCESS_TOKENS_REFUSED,
    /** Answered with 429 instead of being worked on. */
    CALLS_RATE_LIMITED,
    CODES_EXPIRED,
    CODES_ISSUED,
    CODES_REDEEMED,
    CODES_REDEEMED_TWICE,
    /** All seven attempts failed. */
    EVENTS_DEAD,
    /** Never sent, because their Webhook URL was disabled. */
    EVENTS_DROPPED,
    /** Dead events sent anew. */
    EVENTS_REPLAYED,
    FAULTS_APPLIED,
    /** Answered with 2xx although their signature was wrong or missing. */
    FORGED_WEBHOOKS_ACCEPTED,
    INTEGRATIONS_COMPLETED,
    INTEGRATIONS_POSTED,
    INVALID_CLIENTS,
    INVALID_NONCES,
    /** Calls to the partner without a whole answer in the time it had. */
    LATE_ANSWERS,
    REFRESHES,
    REVOKED_REFRESH_TOKENS_RECEIVED,
    SPENT_REFRESH_TOKENS_RECEIVED,
    TOKEN_EXCHANGES_ANSWERED,
    TOKEN_EXCHANGES_FAILED,
    /** Posts of a code that the partner had not taken before. */
    TOKEN_EXCHANGES_REPEATED,
    UNKNOWN_CODES_RECEIVED,
    UNKNOWN_REFRESH_TOKENS_RECEIVED,
    /** Calls of the API without a bearer token; they are among the ACCESS_TOKENS_REFUSED. */
    UNSIGNED_CALLS,
    USERS_ME,
    /** Attempts answered with 2xx in time. */
    WEBHOOKS_DELIVERED,
    /** Attempts answered otherwise or not at all. */
    WEBHOOKS_FAILED,
    /** After ten answers with 4xx in a row. */
    WEBHOOK_ENDPOINTS_DISABLED
}
