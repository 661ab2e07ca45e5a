package dev.linkhub.api.health;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.linkhub.health.HealthCount;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import org.jspecify.annotations.Nullable;

/**
 * How many links are alike.
 *
 * @param tenant the tenant's id
 * @param app the app's id
 * @param reason why they are unhealthy
 * @param expiring how many of them have a refresh token with less than 72 hours to live
 */
@Serdeable.Serializable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
record CountView(
        String tenant,
        String app,
        String environment,
        String state,
        String health,
        @Nullable String reason,
        long links,
        long expiring) {

    static CountView from(HealthCount count) {
        return new CountView(
                count.tenantId(),
                count.appId(),
                count.environment().text(),
                count.state().name(),
                count.health().name(),
                count.reason(),
                count.links(),
                count.expiring());
    }
}
