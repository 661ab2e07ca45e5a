package dev.linkhub.web.page;

import dev.linkhub.web.browser.PageRates;
import dev.linkhub.wording.Words;
import io.micronaut.core.order.Ordered;
import io.micronaut.http.HttpHeaders;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.HttpResponse;
import io.micronaut.http.HttpStatus;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.annotation.ResponseFilter;
import io.micronaut.http.annotation.ServerFilter;
import io.micronaut.scheduling.TaskExecutors;
import io.micronaut.scheduling.annotation.ExecuteOn;
import io.micronaut.web.router.RouteAttributes;
import java.sql.SQLTransientException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes a page of every error under the pages' addresses, whoever made the answer (the server has a page of its own for
 * browsers), and gives every answer the headers.
 */
@ServerFilter({"/", "/t/**", "/ops", "/ops/**"})
class ErrorPages implements Ordered {

    static final int ORDER = -1000;

    private static final Duration UNTIL_BACK = Duration.ofSeconds(10);

    private final Pages pages;
    private final Visits visits;
    private final Frames frames;

    ErrorPages(Pages pages, Visits visits, Frames frames) {
        this.pages = pages;
        this.visits = visits;
        this.frames = frames;
    }

    @Override
    public int getOrder() {
        return ORDER;
    }

    @ResponseFilter
    @ExecuteOn(TaskExecutors.BLOCKING)
    MutableHttpResponse<?> dress(HttpRequest<?> request, MutableHttpResponse<?> answer) {
        HttpStatus status = answer.status();
        if (status.getCode() < 400 || Pages.isOurs(answer)) {
            return answer.getHeaders().contains("Cache-Control") ? answer : pages.withHeaders(answer);
        }
        boolean away = status.getCode() >= 500 && isDatabaseAway(answer);
        MutableHttpResponse<?> page = answer(request, away ? HttpStatus.SERVICE_UNAVAILABLE : status);
        String allow = answer.getHeaders().get(HttpHeaders.ALLOW);
        return allow == null ? page : page.header(HttpHeaders.ALLOW, allow);
    }

    MutableHttpResponse<?> answer(HttpRequest<?> request, HttpStatus status) {
        boolean cheap = status.getCode() >= 500;
        Frame frame = cheap ? lastSeen(request) : frame(request);
        return pages.message(frame, message(status, frame.words()));
    }

    MutableHttpResponse<?> tooMany(HttpRequest<?> request, PageRates.Exceeded rate) {
        Duration wait = rate.retryAfter();
        Frame frame = lastSeen(request);
        return pages.message(
                        frame,
                        Message.of(
                                        HttpStatus.TOO_MANY_REQUESTS,
                                        frame.words(),
                                        "error.too-many",
                                        Waits.inWords(frame.words(), wait))
                                .retryAfter(wait))
                .header("RateLimit-Policy", rate.policy())
                .header("RateLimit", rate.state());
    }

    private static Message message(HttpStatus status, Words words) {
        return switch (status) {
            case NOT_FOUND -> Message.of(status, words, "error.not-found");
            case METHOD_NOT_ALLOWED -> Message.of(status, words, "error.method");
            case REQUEST_ENTITY_TOO_LARGE, LENGTH_REQUIRED -> Message.of(status, words, "error.too-large");
            case FORBIDDEN -> Message.of(status, words, "error.forbidden");
            case SERVICE_UNAVAILABLE -> Message.of(status, words, "error.away").retryAfter(UNTIL_BACK);
            default -> Message.of(status, words, status.getCode() >= 500 ? "error.ours" : "error.unreadable");
        };
    }

    private static boolean isDatabaseAway(HttpResponse<?> answer) {
        @Nullable Throwable cause = RouteAttributes.getException(answer).orElse(null);
        for (; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLTransientException) {
                return true;
            }
        }
        return false;
    }

    private Frame frame(HttpRequest<?> request) {
        String slug = slug(request);
        return slug.isEmpty()
                ? frames.ofNobody(request)
                : visits.of(request, slug).map(Visit::frame).orElseGet(() -> frames.ofNobody(request));
    }

    private Frame lastSeen(HttpRequest<?> request) {
        return frames.lastSeen(request, slug(request));
    }

    private static String slug(HttpRequest<?> request) {
        String[] parts = request.getPath().split("/", 4);
        return parts.length > 2 && parts[1].equals("t") ? parts[2] : "";
    }
}
