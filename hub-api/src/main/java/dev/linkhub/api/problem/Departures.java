package dev.linkhub.api.problem;

import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;
import java.io.EOFException;

/** A caller that leaves in the middle of its request hears nothing, and is no failure of ours that anybody has to look at. */
@Singleton
final class Departures implements ExceptionHandler<EOFException, HttpResponse<?>> {

    @Override
    @SuppressWarnings("rawtypes") // As the framework declares it.
    public HttpResponse<?> handle(HttpRequest request, EOFException left) {
        return HttpResponse.badRequest();
    }
}
