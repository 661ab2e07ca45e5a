package dev.linkhub.ring;

import dev.linkhub.vault.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What came of a call to Ring's token endpoint ({@code ring-contract.md} §2, {@code refresh.md} "Outcome"). */
public sealed interface TokenAnswer {

    /**
     * New tokens.
     *
     * @param refreshToken null if Ring sent none: the one we have stays
     * @param lifetime of the access token
     * @param requestId Ring's name for this call, if it gave one
     */
    record Tokens(
            Secret accessToken,
            @Nullable Secret refreshToken,
            String tokenType,
            String scope,
            Duration lifetime,
            @Nullable String requestId)
            implements TokenAnswer {}

    /** Ring refuses this code or refresh token, in so many words: {@code invalid_grant}. */
    record InvalidGrant(@Nullable String requestId) implements TokenAnswer {}

    /** Ring refuses the app's client id or secret: {@code invalid_client} or {@code unauthorized_client}. */
    record ClientRejected(String error) implements TokenAnswer {}

    /** Too many calls of this app; nothing was done. */
    record RateLimited(Duration retryAfter) implements TokenAnswer {}

    /** The request never left this machine, or never arrived at Ring's. */
    record NotSent(String why) implements TokenAnswer {}

    /** Anything else: Ring may have done it or not. */
    record Unknown(String why, @Nullable String requestId) implements TokenAnswer {}
}
