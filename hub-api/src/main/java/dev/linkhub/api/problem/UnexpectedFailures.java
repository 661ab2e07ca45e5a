package dev.linkhub.api.problem;

import dev.linkhub.api.MachineFacing;
import dev.linkhub.api.traffic.RequestId;
import dev.linkhub.api.traffic.RouteTemplate;
import io.micronaut.context.annotation.Secondary;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs what nobody expected with the id that the caller was told, and tells the caller no more than that. Ring hears 503
 * of it, for whatever went wrong, what it sent is not stored and is worth sending again.
 */
@Singleton
@Secondary
final class UnexpectedFailures implements ExceptionHandler<Throwable, HttpResponse<?>> {

    private static final Logger LOG = LoggerFactory.getLogger(UnexpectedFailures.class);

    @Override
    @SuppressWarnings("rawtypes") // As the framework declares it.
    public HttpResponse<?> handle(HttpRequest request, Throwable failure) {
        HttpRequest<?> asked = request;
        int status = Problems.of(failure).orElseGet(Problems::unexpected).status();
        if (status == HttpStatus.INTERNAL_SERVER_ERROR.getCode()) {
            LOG.error(
                    "Request {} failed: {} {}",
                    RequestId.of(asked),
                    asked.getMethodName(),
                    RouteTemplate.of(asked),
                    failure);
        } else {
            LOG.warn(
                    "Request {} answered with {}: {} {}: {}",
                    RequestId.of(asked),
                    status,
                    asked.getMethodName(),
                    RouteTemplate.of(asked),
                    failure.getClass().getSimpleName());
        }
        return HttpResponse.status(
                status == HttpStatus.INTERNAL_SERVER_ERROR.getCode() && MachineFacing.isRings(asked.getPath())
                        ? HttpStatus.SERVICE_UNAVAILABLE
                        : HttpStatus.valueOf(status));
    }
}
