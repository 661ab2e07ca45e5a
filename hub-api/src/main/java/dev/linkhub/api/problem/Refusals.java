package dev.linkhub.api.problem;

import dev.linkhub.refusal.Refusal;
import io.micronaut.context.annotation.Secondary;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.server.exceptions.ExceptionHandler;
import jakarta.inject.Singleton;

/** Keeps the caller's mistakes out of the log; {@link ProblemFilter} writes the answer. */
@Singleton
@Secondary
final class Refusals implements ExceptionHandler<Refusal, HttpResponse<?>> {

    @Override
    @SuppressWarnings("rawtypes") // As the framework declares it.
    public HttpResponse<?> handle(HttpRequest request, Refusal refusal) {
        return HttpResponse.status(
                HttpStatus.valueOf(Problems.of(refusal).orElseThrow().status()));
    }
}
