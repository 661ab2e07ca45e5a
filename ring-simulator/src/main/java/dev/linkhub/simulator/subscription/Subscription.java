package dev.linkhub.simulator.subscription;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A user's subscription to an app, for some devices. A trial has no plan. It stays active until it is ended. */
public record Subscription(String id, Terms terms, List<String> devices, Instant createdAt, boolean active) {

    /** What was agreed. */
    public record Terms(SubscriptionType type, @Nullable String planId, Instant expiresAt) {

        public Terms {
            if ((planId == null) != (type == SubscriptionType.TRIAL)) {
                throw new IllegalArgumentException("a paid subscription has a plan, a trial has none");
            }
        }
    }

    public Subscription {
        devices = List.copyOf(devices);
    }

    Subscription ended() {
        return new Subscription(id, terms, devices, createdAt, false);
    }
}
