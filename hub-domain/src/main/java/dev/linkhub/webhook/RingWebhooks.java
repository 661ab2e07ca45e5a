package dev.linkhub.webhook;

import dev.linkhub.linking.AccountLinks;
import dev.linkhub.partnerapp.AppEndpoint;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.ring.RingSignatures;
import dev.linkhub.tenant.TenantScope;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes Ring's webhooks: verified over the raw bytes, stored before they are answered, once per {@code request_id}. */
@Singleton
public class RingWebhooks {

    private static final Logger LOG = LoggerFactory.getLogger(RingWebhooks.class);

    private final PartnerApps apps;
    private final StoredEvents events;
    private final EventEffects effects;

    RingWebhooks(PartnerApps apps, StoredEvents events, EventEffects effects) {
        this.apps = apps;
        this.events = events;
        this.effects = effects;
    }

    /** What to tell Ring. */
    public enum Answer {
        /** Stored, or known already. */
        STORED,
        /** The signature is missing or wrong. */
        BAD_SIGNATURE,
        /**
         * The signature is missing or wrong, but this HMAC key has never verified anything: it may be our key that is mistyped,
         * and a 4xx might get the endpoint disabled.
         */
        KEY_NEVER_VERIFIED,
        /** Rightly signed, and not JSON. */
        NOT_JSON
    }

    /**
     * Verifies and stores a webhook, and has it applied.
     *
     * @param signature the {@code X-Signature} header as it came
     * @throws RuntimeException if it could not be stored: Ring then tries again
     */
    public Answer receive(AppEndpoint endpoint, byte[] rawBody, @Nullable String signature) {
        PartnerApp app = endpoint.app();
        boolean verified = signature != null
                && app.hasCredentials()
                && RingSignatures.webhookMatches(
                        apps.credentials(app.scope(), app.appId()).hmacKey(), rawBody, signature);
        if (!verified) {
            return refuse(app);
        }
        apps.noteHmacVerified(app);
        Optional<EventBody> body = EventBody.read(rawBody);
        if (body.isEmpty()) {
            return Answer.NOT_JSON;
        }
        if (events.store(endpoint, body.get(), rawBody)) {
            effects.applySoon(app.scope(), app.appId(), body.get().requestId());
        }
        return Answer.STORED;
    }

    /** What Ring said about a link, newest first. */
    public List<RingEvent> ofLink(TenantScope tenant, String linkId, int limit) {
        return ofLink(tenant, linkId, AccountLinks.NOW, limit);
    }

    /** What Ring said about a link before the event of this id, newest first. */
    List<RingEvent> ofLink(TenantScope tenant, String linkId, String before, int limit) {
        return events.ofLink(tenant, linkId, before, limit);
    }

    /** Each time that Ring told of the app's removal from an account, as far as it is kept. */
    public List<RingEvent> removalsOf(PartnerApp app, Environment environment, String ringAccountId) {
        return events.removalsOf(app, environment, ringAccountId);
    }

    private static Answer refuse(PartnerApp app) {
        if (app.hmacVerifiedAt() == null) {
            LOG.error(
                    "ALERT app {}: a webhook's signature is missing or wrong and its HMAC key never verified one",
                    app.appId());
            return Answer.KEY_NEVER_VERIFIED;
        }
        return Answer.BAD_SIGNATURE;
    }
}
