package dev.linkhub.ring;

import java.time.Duration;

/** What came of a POST or PATCH to {@code app-integrations} ({@code ring-contract.md} §5). */
public sealed interface IntegrationAnswer {

    /**
     * Ring did it.
     *
     * @param status what Ring says the integration's status is now, such as {@code awaiting}
     */
    record Accepted(String status) implements IntegrationAnswer {}

    /** 400 "Invalid Nonce". */
    record NonceRefused() implements IntegrationAnswer {}

    /** 400 "Invalid Status Transition". */
    record TransitionRefused() implements IntegrationAnswer {}

    /** 404: no integration for this token. */
    record NoIntegration() implements IntegrationAnswer {}

    /** Another 4xx: repeating it changes nothing. */
    record Refused(int status, String title) implements IntegrationAnswer {}

    /** Ring no longer takes this access token: 401 or 403. */
    record TokenRejected() implements IntegrationAnswer {}

    /** Too many calls of this app, as Ring says or as we know; nothing was done. */
    record RateLimited(Duration retryAfter) implements IntegrationAnswer {}

    /** The request never arrived at Ring's. */
    record NotSent(String why) implements IntegrationAnswer {}

    /** Anything else: Ring may have done it or not. */
    record Unknown(String why) implements IntegrationAnswer {}
}
