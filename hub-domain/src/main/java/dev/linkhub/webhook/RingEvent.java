package dev.linkhub.webhook;

import dev.linkhub.partnerapp.Environment;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A webhook without its body.
 *
 * @param requestId Ring's idempotency key
 * @param happenedAt by Ring's clock: the event's own timestamp, else when it was sent
 * @param linkId the link that it is about, once there is one
 * @param subject Ring's id of the device or the subscription that it is about, if it is about one
 */
@MappedEntity("ring_event")
public record RingEvent(
        String tenantId,
        String appId,
        @Id String requestId,
        String eventId,
        Environment environment,
        @Nullable String ringAccountId,
        String type,
        @Nullable Instant happenedAt,
        Instant receivedAt,
        @Nullable Instant appliedAt,
        @Nullable String linkId,
        @Nullable String subject) {

    /** Whose it is. */
    public TenantScope scope() {
        return new TenantScope(tenantId);
    }

    /** By Ring's clock, but not after it was here: news from the future would outdo all that comes until then. */
    public Instant when() {
        Instant happened = happenedAt;
        return happened == null || happened.isAfter(receivedAt) ? receivedAt : happened;
    }
}
