package dev.linkhub.subscription;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A subscription as Ring last told us; each time is the latest of its kind by Ring's clock. */
@MappedEntity("link_subscription")
public record Subscription(
        String tenantId,
        String linkId,
        @Id String subscriptionId,
        @Nullable Instant activatedAt,
        @Nullable Instant deactivatedAt) {

    /** Of two times that are the same the end counts: what is not paid for is not served. */
    public boolean isActive() {
        return activatedAt != null && (deactivatedAt == null || activatedAt.isAfter(deactivatedAt));
    }

    /** Since when it is so. */
    public Instant since() {
        return Objects.requireNonNull(isActive() ? activatedAt : deactivatedAt, "a row has one of them");
    }
}
