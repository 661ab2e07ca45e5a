package dev.linkhub.api.links;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.linkhub.api.caller.NeedsKey;
import dev.linkhub.api.caller.TenantCaller;
import dev.linkhub.api.json.JsonRequest;
import dev.linkhub.api.problem.MayRefuse;
import dev.linkhub.api.problem.Refused;
import dev.linkhub.api.repeat.NeverKept;
import dev.linkhub.grant.AccessToken;
import dev.linkhub.linking.AccessTokens;
import dev.linkhub.linking.AccountLinks;
import dev.linkhub.vault.Disclosed;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import io.swagger.v3.oas.annotations.media.Schema;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The access tokens of the tenant's links. */
@NeedsKey
@MayRefuse
@Controller("/api/v1/links/{id}")
@ExecuteOn(TaskExecutors.BLOCKING)
class LinkTokenController {

    private static final int USUAL_MIN_TTL = 300;
    private static final Duration BETWEEN_REFRESHES = Duration.ofMinutes(1);
    private static final String TRY_LATER =
            "Ring cannot be reached, or the link's tokens rest after an unclear answer. Ask again after Retry-After.";

    private final Links links;
    private final AccountLinks accountLinks;
    private final AccessTokens tokens;
    private final Clock clock;

    LinkTokenController(Links links, AccountLinks accountLinks, AccessTokens tokens, Clock clock) {
        this.links = links;
        this.accountLinks = accountLinks;
        this.tokens = tokens;
        this.clock = clock;
    }

    /** Hands out an access token that lives long enough, refreshed for it if need be. */
    @Post("/access-token")
    @Secured("tokens:read")
    @NeverKept
    TokenView getAccessToken(TenantCaller caller, @PathVariable String id, @Nullable @Body WantedToken body) {
        String linkId = links.get(caller, id).linkId();
        WantedToken wanted = body == null ? new WantedToken(null, null) : body;
        return switch (tokens.handOut(
                caller.tenant(), linkId, wanted.minTtl(), wanted.rejectedGeneration(), caller.actor())) {
            case AccessTokens.Answer.Token(AccessToken token) -> TokenView.from(token, clock.instant());
            case AccessTokens.Answer.Unhealthy unhealthy ->
                throw unhealthy(caller, linkId, unhealthy.reason().name());
            case AccessTokens.Answer.Unavailable unavailable ->
                throw Refused.unavailable(TRY_LATER, unavailable.retryAfter());
        };
    }

    /** Refreshes a link's tokens now, at most once a minute. */
    @Post("/refresh")
    @Secured("links:write")
    LinkView refreshLink(TenantCaller caller, @PathVariable String id) {
        String linkId = links.get(caller, id).linkId();
        if (!accountLinks.mayRefreshNow(caller.tenant(), linkId)) {
            throw Refused.tooManyRequests("A link is refreshed on request once a minute.", BETWEEN_REFRESHES);
        }
        return switch (tokens.refreshNow(caller.tenant(), linkId, caller.actor())) {
            case AccessTokens.Refreshed.Done done -> links.view(links.get(caller, linkId));
            case AccessTokens.Refreshed.Unhealthy unhealthy ->
                throw unhealthy(caller, linkId, unhealthy.reason().name());
            case AccessTokens.Refreshed.Unavailable unavailable ->
                throw Refused.unavailable(TRY_LATER, unavailable.retryAfter());
        };
    }

    private Refused unhealthy(TenantCaller caller, String linkId, String reason) {
        return Refused.linkUnhealthy(reason, links.reconnectUrl(caller.tenant(), linkId));
    }

    /**
     * What kind of token a caller wants.
     *
     * @param minTtlSeconds how long it must live: 0 to 12,600, or 300 if absent
     * @param rejectedGeneration the generation of a token that Ring answered with 401; it is refreshed unless it was since
     */
    @Serdeable.Deserializable(naming = SnakeCaseStrategy.class)
    record WantedToken(
            @Nullable Integer minTtlSeconds, @Nullable Integer rejectedGeneration) implements JsonRequest {

        Duration minTtl() {
            return Duration.ofSeconds(minTtlSeconds == null ? USUAL_MIN_TTL : minTtlSeconds);
        }
    }

    /** An access token, and how long it lives. */
    @Serdeable.Serializable(naming = SnakeCaseStrategy.class)
    @JsonInclude(JsonInclude.Include.ALWAYS)
    record TokenView(
            @Schema(type = "string") Disclosed accessToken,
            String tokenType,
            String scope,
            long expiresIn,
            Instant expiresAt,
            int generation) {

        static TokenView from(AccessToken token, Instant now) {
            return new TokenView(
                    new Disclosed(token.token()),
                    token.tokenType(),
                    token.scope(),
                    Math.max(0, Duration.between(now, token.expiresAt()).toSeconds()),
                    token.expiresAt(),
                    token.generation());
        }
    }
}
