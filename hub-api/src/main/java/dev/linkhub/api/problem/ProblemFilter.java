package dev.linkhub.api.problem;

import dev.linkhub.api.MachineFacing;
import dev.linkhub.api.traffic.FilterOrder;
import io.micronaut.core.annotation.AnnotationMetadataProvider;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.security.annotation.Secured;
import io.micronaut.security.authentication.AuthorizationException;
import io.micronaut.web.router.RouteAttributes;
import java.util.Optional;

/**
 * Turns every failed answer of the machine-facing addresses into problem details, whoever made it: our controllers, the
 * framework, or a handler that another module of the same process meant for its pages.
 */
@ServerFilter({MachineFacing.API, MachineFacing.RING})
final class ProblemFilter implements Ordered {

    private static final String RETRY_SECONDS = "5";
    private static final String OPERATOR = "operator";

    @Override
    public int getOrder() {
        return FilterOrder.PROBLEMS;
    }

    @ResponseFilter
    void describe(HttpRequest<?> request, MutableHttpResponse<?> response) {
        Optional<Throwable> failure = RouteAttributes.getException(response);
        if (failure.isEmpty() && response.code() < HttpStatus.BAD_REQUEST.getCode()) {
            return;
        }
        Problem problem = response.getBody(Problem.class)
                .or(() -> failure.flatMap(thrown -> problemOf(request, thrown)))
                .orElseGet(() -> Problems.of(HttpStatus.valueOf(response.code())));
        response.status(problem.status());
        response.body(problem);
        response.contentType(MediaType.of(Problem.MEDIA_TYPE));
        response.getHeaders().remove(HttpHeaders.LOCATION);
        failure.ifPresent(thrown -> {
            if (thrown instanceof Refused refused) {
                refused.headers().forEach(response::header);
            }
        });
        if (problem.status() == HttpStatus.UNAUTHORIZED.getCode()) {
            response.getHeaders().set(HttpHeaders.WWW_AUTHENTICATE, "Bearer realm=\"Link Hub\"");
        }
        if (problem.status() == HttpStatus.SERVICE_UNAVAILABLE.getCode()
                && !response.getHeaders().contains(HttpHeaders.RETRY_AFTER)) {
            response.header(HttpHeaders.RETRY_AFTER, RETRY_SECONDS);
        }
    }

    private static Optional<Problem> problemOf(HttpRequest<?> request, Throwable thrown) {
        if (thrown instanceof AuthorizationException denied && denied.isForbidden()) {
            return Optional.of(missingScope(request));
        }
        return Problems.of(thrown);
    }

    private static Problem missingScope(HttpRequest<?> request) {
        String scope = String.join(
                " ",
                RouteAttributes.getRouteMatch(request)
                        .map(AnnotationMetadataProvider::getAnnotationMetadata)
                        .map(route -> route.stringValues(Secured.class))
                        .orElseGet(() -> new String[0]));
        return Problem.of(
                HttpStatus.FORBIDDEN,
                "missing-scope",
                "Your key may not do this",
                scope.equals(OPERATOR)
                        ? "This needs the operator key."
                        : "This needs a tenant's key with the scope " + scope + ".");
    }
}
