package dev.linkhub.api.links;

import io.micronaut.core.annotation.Introspected;
import io.micronaut.http.annotation.QueryValue;
import org.jspecify.annotations.Nullable;

/**
 * Which links a caller wants; all that it reaches where nothing is said.
 *
 * @param app id or slug
 * @param environment {@code staging} or {@code production}
 * @param state such as {@code COMPLETED}
 * @param health such as {@code UNHEALTHY}
 * @param household id, or subject at the tenant's identity provider
 * @param account Ring's account id
 * @param externalId the integrator's own name
 */
@Introspected
record LinkQuery(
        @Nullable @QueryValue String app,
        @Nullable @QueryValue String environment,
        @Nullable @QueryValue String state,
        @Nullable @QueryValue String health,
        @Nullable @QueryValue String household,
        @Nullable @QueryValue String account,
        @Nullable @QueryValue("external_id") String externalId) {}
