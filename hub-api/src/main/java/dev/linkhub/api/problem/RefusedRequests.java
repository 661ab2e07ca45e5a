package dev.linkhub.api.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** As {@link Refusals}, for what HTTP's own rules refuse. */
@Singleton
final class RefusedRequests implements ExceptionHandler<Refused, HttpResponse<?>> {

    @Override
    @SuppressWarnings("rawtypes") // As the framework declares it.
    public HttpResponse<?> handle(HttpRequest request, Refused refused) {
        return HttpResponse.status(HttpStatus.valueOf(refused.problem().status()));
    }
}
