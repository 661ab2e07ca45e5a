package dev.linkhub.api.repeat;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.api.MachineFacing;
import dev.linkhub.api.caller.ApiCaller;
import dev.linkhub.api.problem.Refused;
import dev.linkhub.api.traffic.FilterOrder;
import dev.linkhub.idempotency.IdempotentRequests;
import dev.linkhub.idempotency.RepeatableRequest;
import dev.linkhub.idempotency.Repetition.AnswerForgotten;
import dev.linkhub.idempotency.Repetition.Answered;
import dev.linkhub.idempotency.Repetition.First;
import dev.linkhub.idempotency.Repetition.OtherBody;
import dev.linkhub.idempotency.Repetition.StillRunning;
import dev.linkhub.refusal.InvalidInput;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpMethod;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MediaType;
import io.micronaut.http.annotation.Body;
import io.micronaut.http.annotation.RequestFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.http.filter.FilterContinuation;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.serde.ObjectMapper;
import io.micronaut.web.router.RouteAttributes;
import io.micronaut.web.router.RouteMatch;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** {@code Idempotency-Key}: carries a POST out once, and answers its repetitions as it answered the first. */
@ServerFilter(value = MachineFacing.API, methods = HttpMethod.POST)
final class Repetitions implements Ordered {

    private static final String HEADER = "Idempotency-Key";
    private static final Pattern KEY = Pattern.compile("[\\x21-\\x7E]{1,255}");
    private static final Duration TRY_AGAIN_AFTER = Duration.ofSeconds(2);

    private final IdempotentRequests requests;
    private final ObjectMapper mapper;

    Repetitions(IdempotentRequests requests, ObjectMapper mapper) {
        this.requests = requests;
        this.mapper = mapper;
    }

    @Override
    public int getOrder() {
        return FilterOrder.REPETITIONS;
    }

    @RequestFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    HttpResponse<?> once(
            HttpRequest<?> request, @Nullable @Body String body, FilterContinuation<HttpResponse<?>> rest) {
        String key = request.getHeaders().get(HEADER);
        @Nullable RouteMatch<?> route = RouteAttributes.getRouteMatch(request).orElse(null);
        if (key == null
                || route == null
                || route.getAnnotationMetadata().hasAnnotation(NeverKept.class)
                || !(request.getUserPrincipal().orElse(null) instanceof ApiCaller caller)) {
            return rest.proceed();
        }
        if (!KEY.matcher(key).matches()) {
            throw new InvalidInput(HEADER, "1 to 255 visible ASCII characters, such as a UUID");
        }
        byte[] sent = body == null ? new byte[0] : body.getBytes(UTF_8);
        RepeatableRequest repeatable =
                RepeatableRequest.of(caller.sealedUnder(), caller.getName(), request.getPath(), key, sent);
        return switch (requests.start(repeatable)) {
            case First first ->
                carryOut(first, rest, route.getAnnotationMetadata().hasAnnotation(ShownOnce.class));
            case Answered answered ->
                HttpResponse.status(HttpStatus.valueOf(answered.status()))
                        .header("Idempotent-Replayed", "true")
                        .contentType(MediaType.APPLICATION_JSON_TYPE)
                        .body(answered.body());
            case OtherBody ignored ->
                throw new InvalidInput(HEADER, "a new key: this one came with another body in the last 24 hours");
            case StillRunning ignored ->
                throw Refused.busy(
                        "request-in-progress",
                        "The same request is being carried out",
                        "Send it again after the seconds in Retry-After to get its answer.",
                        TRY_AGAIN_AFTER);
            case AnswerForgotten ignored ->
                throw Refused.conflict(
                        "answer-not-kept",
                        "The request was carried out and its answer is gone",
                        "An answer that shows a secret is kept for 15 minutes. Delete what it made, and send the request"
                                + " with a new Idempotency-Key.");
        };
    }

    private HttpResponse<?> carryOut(First first, FilterContinuation<HttpResponse<?>> rest, boolean holdsSecret) {
        boolean kept = false;
        try {
            HttpResponse<?> answer = rest.proceed();
            if (answer.code() < HttpStatus.MULTIPLE_CHOICES.getCode()) {
                kept = true;
                requests.finish(first, answer.code(), mapper.writeValueAsBytes(answer.body()), holdsSecret);
            }
            return answer;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } finally {
            if (!kept) {
                requests.release(first);
            }
        }
    }
}
