package dev.linkhub.health;

import dev.linkhub.linking.LinkState;
import dev.linkhub.partnerapp.Environment;
import io.micronaut.core.annotation.Introspected;
import org.jspecify.annotations.Nullable;

/**
 * How many links are alike.
 *
 * @param expiring how many of them have a refresh token with less than 72 h to live
 */
@Introspected
public record HealthCount(
        String tenantId,
        String appId,
        Environment environment,
        LinkState state,
        LinkHealth health,
        @Nullable String reason,
        long links,
        long expiring) {}
