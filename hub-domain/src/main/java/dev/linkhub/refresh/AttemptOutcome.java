package dev.linkhub.refresh;

import dev.linkhub.ring.TokenAnswer;

/** What an attempt came to, as histories and metrics name it. */
public enum AttemptOutcome {
    REFRESHED,
    INVALID_GRANT,
    CLIENT_REJECTED,
    RATE_LIMITED,
    NOT_SENT,
    UNKNOWN,
    SEAL_BROKEN;

    static AttemptOutcome of(TokenAnswer answer) {
        return switch (answer) {
            case TokenAnswer.Tokens tokens -> REFRESHED;
            case TokenAnswer.InvalidGrant refused -> INVALID_GRANT;
            case TokenAnswer.ClientRejected rejected -> CLIENT_REJECTED;
            case TokenAnswer.RateLimited limited -> RATE_LIMITED;
            case TokenAnswer.NotSent notSent -> NOT_SENT;
            case TokenAnswer.Unknown unknown -> UNKNOWN;
        };
    }
}
