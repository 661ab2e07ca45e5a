package dev.linkhub.simulator.client;

import dev.linkhub.simulator.subscription.SubscriptionType;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A subscription; {@code status} is "active" or "inactive", and a trial has no plan. */
public record SubscriptionDetails(
        String id,
        SubscriptionType subType,
        String status,
        @Nullable String planId,
        Instant expiresAt,
        List<String> devices) {}
