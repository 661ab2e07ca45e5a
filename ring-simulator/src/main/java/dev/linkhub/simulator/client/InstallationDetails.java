package dev.linkhub.simulator.client;

import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.integration.InstallationStatus;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An installation as it stands. {@code accountLinkUrl}, {@code nonce} and {@code time} (epoch ms) are those of the
 * latest redirect and null where there was none, which is so while the partner has not taken the code.
 */
public record InstallationDetails(
        String id,
        String account,
        String app,
        RingEnvironment environment,
        List<String> devices,
        InstallationStatus status,
        @Nullable String accountIdentifier,
        Instant updatedAt,
        List<String> findings,
        @Nullable TokenExchangeDetails tokenExchange,
        @Nullable URI accountLinkUrl,
        @Nullable String nonce,
        @Nullable Long time,
        int liveAccessTokens,
        int liveRefreshTokens) {

    /** How the partner answered the latest code; {@code status} is null where it did not, {@code error} where it did. */
    public record TokenExchangeDetails(
            @Nullable Integer status,
            String body,
            long durationMs,
            @Nullable String error) {}

    /** Where the user's browser is sent, and what it carries there. */
    public record RedirectDetails(URI accountLinkUrl, String nonce, long time) {}

    /**
     * The latest redirect.
     *
     * @throws IllegalStateException if nobody was redirected, saying how the token exchange went
     */
    public RedirectDetails redirect() {
        if (accountLinkUrl == null || nonce == null || time == null) {
            throw new IllegalStateException("no redirect yet; the token exchange: " + tokenExchange);
        }
        return new RedirectDetails(accountLinkUrl, nonce, time);
    }

    /**
     * How the partner answered the latest code.
     *
     * @throws IllegalStateException if the code is still on its way
     */
    public TokenExchangeDetails requireTokenExchange() {
        if (tokenExchange == null) {
            throw new IllegalStateException("the code has not been answered yet");
        }
        return tokenExchange;
    }
}
