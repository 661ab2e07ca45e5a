package dev.linkhub.api.ring;

import dev.linkhub.api.problem.MayRefuse;
import dev.linkhub.api.problem.Refused;
import dev.linkhub.partnerapp.AppEndpoint;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.webhook.RingWebhooks;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Consumes;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Header;
import io.micronaut.http.annotation.PathVariable;
import io.micronaut.http.annotation.Post;
import io.micronaut.http.annotation.Produces;
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
import org.jspecify.annotations.Nullable;

/** Ring's servers tell us here what happened. */
@MayRefuse
@Controller("/ring/{endpoint_key}/webhook")
@Secured(SecurityRule.IS_ANONYMOUS)
@ExecuteOn(TaskExecutors.BLOCKING)
class WebhookController {

    private static final Duration KEY_FIXED_AFTER = Duration.ofMinutes(1);

    private final PartnerApps apps;
    private final RingWebhooks webhooks;
    private final RingLimits limits;

    WebhookController(PartnerApps apps, RingWebhooks webhooks, RingLimits limits) {
        this.apps = apps;
        this.webhooks = webhooks;
        this.limits = limits;
    }

    /** Takes an event: 200 once it is stored, also for kinds that we do not know and for repetitions. */
    @Post
    @Consumes(MediaType.ALL)
    @Produces({MediaType.APPLICATION_JSON, MediaType.ALL})
    @RequestBody(content = @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(type = "object")))
    HttpResponse<Stored> takeWebhook(
            @Parameter(hidden = true) HttpRequest<byte[]> request,
            @PathVariable("endpoint_key") String endpointKey,
            @Header("X-Signature") @Nullable String signature) {
        byte[] raw = request.getBody().orElseGet(() -> new byte[0]);
        if (raw.length > RingLimits.WEBHOOK_BODY) {
            throw Refused.tooLarge(RingLimits.WEBHOOK_BODY);
        }
        AppEndpoint endpoint = apps.byEndpointKey(endpointKey).orElseThrow(NotFound::new);
        limits.countWebhook(endpoint.appId());
        return switch (webhooks.receive(endpoint, raw, signature)) {
            case STORED -> HttpResponse.ok(new Stored("ok")).contentType(MediaType.APPLICATION_JSON_TYPE);
            case BAD_SIGNATURE -> throw Refused.badSignature();
            case KEY_NEVER_VERIFIED ->
                throw Refused.unavailable(
                        "This app's HMAC key has never verified anything. Its owner has to check it.", KEY_FIXED_AFTER);
            case NOT_JSON -> throw Refused.malformed("Send one JSON object, signed over the bytes that are sent.");
        };
    }

    /** The event is stored. */
    @Serdeable
    record Stored(String status) {}
}
