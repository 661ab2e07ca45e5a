package dev.linkhub.simulator.client;

import dev.linkhub.simulator.app.PartnerUrls;
import dev.linkhub.simulator.app.RingEnvironment;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An app with the credentials that Ring issued for it. */
public record AppDetails(
        String id,
        String name,
        String clientId,
        String clientSecret,
        String hmacKey,
        Map<RingEnvironment, PartnerUrls> environments,
        Map<RingEnvironment, WebhookDetails> webhooks) {

    /**
     * Whether events still go to an environment's Webhook URL, and how many answers with 4xx in a row it gave of late;
     * {@code disabledAt} is null while they do.
     */
    public record WebhookDetails(
            boolean disabled, int refusals, @Nullable Instant disabledAt) {}
}
