package dev.linkhub.simulator.settings;

/** How the API answers: bad tokens, errors, and app-integrations. */
public record ApiSettings(Unauthorized unauthorized, ApiErrors errors, Envelope envelope, Repost repost) {

    static final ApiSettings DEFAULT =
            new ApiSettings(Unauthorized.JSON_401, ApiErrors.DETAIL, Envelope.FLAT, Repost.IDEMPOTENT);
}
