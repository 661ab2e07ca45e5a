package dev.linkhub.api.ring;

import dev.linkhub.api.problem.MayRefuse;
import dev.linkhub.api.problem.Refused;
import dev.linkhub.api.traffic.Callers;
import dev.linkhub.grant.TokenExchange;
import dev.linkhub.partnerapp.AppEndpoint;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.vault.Secret;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
import io.micronaut.http.annotation.QueryValue;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.serde.annotation.Serdeable;
import io.swagger.v3.oas.annotations.Parameter;
import io.swagger.v3.oas.annotations.media.Content;
import io.swagger.v3.oas.annotations.media.Schema;
import io.swagger.v3.oas.annotations.parameters.RequestBody;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Ring's servers post the code for a household's account here. */
@MayRefuse
@Controller("/ring/{endpoint_key}/token-exchange")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class TokenExchangeController {

    private static final Duration FULL_FOR = Duration.ofSeconds(10);
    private static final Duration NO_KEY_FOR = Duration.ofMinutes(1);

    private final PartnerApps apps;
    private final TokenExchange exchange;
    private final PostedCode postedCode;
    private final RingLimits limits;
    private final Callers callers;

    TokenExchangeController(
            PartnerApps apps, TokenExchange exchange, PostedCode postedCode, RingLimits limits, Callers callers) {
        this.apps = apps;
        this.exchange = exchange;
        this.postedCode = postedCode;
        this.limits = limits;
        this.callers = callers;
    }

    /** Takes a code, as a form, as JSON or without content type. The same code again gets the same answer. */
    @Post
    @Consumes(MediaType.ALL)
    @Produces({MediaType.APPLICATION_JSON, MediaType.ALL})
    @RequestBody(
            content = {
                @Content(
                        mediaType = MediaType.APPLICATION_FORM_URLENCODED,
                        schema = @Schema(implementation = Code.class)),
                @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(implementation = Code.class))
            })
    HttpResponse<Taken> takeCode(
            @Parameter(hidden = true) HttpRequest<byte[]> request,
            @PathVariable("endpoint_key") String endpointKey,
            @QueryValue("code") @Nullable String code) {
        limits.countCode(callers.of(request));
        byte[] sent = request.getBody().orElseGet(() -> new byte[0]);
        if (sent.length > RingLimits.TOKEN_EXCHANGE_BODY) {
            throw Refused.tooLarge(RingLimits.TOKEN_EXCHANGE_BODY);
        }
        AppEndpoint endpoint = apps.byEndpointKey(endpointKey).orElseThrow(NotFound::new);
        Secret found = postedCode
                .find(sent, Optional.ofNullable(code))
                .orElseThrow(() -> Refused.badRequest(
                        "no-code", "There is no code in this request", "Send code in the body, as a form or as JSON."));
        return switch (exchange.receive(endpoint, found)) {
            case TAKEN -> HttpResponse.ok(new Taken("ok")).contentType(MediaType.APPLICATION_JSON_TYPE);
            case REFUSED ->
                throw Refused.badRequest(
                        "code-refused",
                        "Ring refused the code",
                        "Codes live 60 seconds and work once. Send a new one.");
            case TOO_MANY_WAITING ->
                throw Refused.unavailable(
                        "Too many codes of this app wait to be redeemed. Nothing was stored: send the code again.",
                        FULL_FOR);
            case NO_CREDENTIALS ->
                throw Refused.unavailable(
                        "This app's credentials have not been given to the hub. Its owner has to set them.",
                        NO_KEY_FOR);
        };
    }

    /** What Ring posts. */
    @Serdeable
    record Code(String code) {}

    /** The code is redeemed, or safely stored and being redeemed. */
    @Serdeable
    record Taken(String status) {}
}
