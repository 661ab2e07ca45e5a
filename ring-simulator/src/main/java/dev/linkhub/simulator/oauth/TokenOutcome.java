package dev.linkhub.simulator.oauth;

import java.time.Duration;

/** What a request for tokens ends in. */
sealed interface TokenOutcome {

    /** A new pair, in clear this once. */
    final class Issued implements TokenOutcome {

        private final String accessToken;
        private final String refreshToken;
        private final Duration accessLifetime;

        Issued(String accessToken, String refreshToken, Duration accessLifetime) {
            this.accessToken = accessToken;
            this.refreshToken = refreshToken;
            this.accessLifetime = accessLifetime;
        }

        String revealAccessToken() {
            return accessToken;
        }

        String revealRefreshToken() {
            return refreshToken;
        }

        Duration accessLifetime() {
            return accessLifetime;
        }
    }

    /** {@code invalid_grant}; {@code remark} says for the trace what was wrong with it. */
    record InvalidGrant(String description, String remark) implements TokenOutcome {}
}
