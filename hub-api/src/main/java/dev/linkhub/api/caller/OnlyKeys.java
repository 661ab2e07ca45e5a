package dev.linkhub.api.caller;

import dev.linkhub.api.MachineFacing;
import io.micronaut.core.async.publisher.Publishers;
import io.micronaut.http.HttpRequest;
import io.micronaut.management.endpoint.annotation.Endpoint;
import io.micronaut.security.authentication.Authentication;
import io.micronaut.security.rules.SecurityRule;
import io.micronaut.security.rules.SecurityRuleResult;
import io.micronaut.web.router.RouteAttributes;
import jakarta.inject.Singleton;
import org.jspecify.annotations.Nullable;
import org.reactivestreams.Publisher;

/**
 * Keeps keys and pages apart where both run in one process. Pages guard themselves, so they pass here; and a cookie of theirs
 * opens none of our addresses, whatever roles it stands for, because browsers send it unasked. Management endpoints keep
 * their own rule.
 */
@Singleton
final class OnlyKeys implements SecurityRule<HttpRequest<?>> {

    @Override
    public int getOrder() {
        return HIGHEST_PRECEDENCE;
    }

    @Override
    public Publisher<SecurityRuleResult> check(
            @Nullable HttpRequest<?> request, @Nullable Authentication authentication) {
        return Publishers.just(request == null ? SecurityRuleResult.UNKNOWN : verdict(request, authentication));
    }

    private static SecurityRuleResult verdict(HttpRequest<?> request, @Nullable Authentication authentication) {
        if (!MachineFacing.holds(request.getPath())) {
            return isManagement(request) ? SecurityRuleResult.UNKNOWN : SecurityRuleResult.ALLOWED;
        }
        return authentication == null || authentication instanceof ApiCaller
                ? SecurityRuleResult.UNKNOWN
                : SecurityRuleResult.REJECTED;
    }

    private static boolean isManagement(HttpRequest<?> request) {
        return RouteAttributes.getRouteMatch(request)
                .filter(route -> route.getAnnotationMetadata().hasStereotype(Endpoint.class))
                .isPresent();
    }
}
