package dev.linkhub.web.page;

import dev.linkhub.web.browser.PageRates;
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

    ErrorPages(Pages pages, Visits visits) {
        this.pages = pages;
        this.visits = visits;
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
        Brand brand = cheap ? lastSeen(request) : look(request);
        return pages.message(brand, message(status));
    }

    MutableHttpResponse<?> tooMany(HttpRequest<?> request, PageRates.Exceeded rate) {
        Duration wait = rate.retryAfter();
        return pages.message(
                        lastSeen(request),
                        Message.of(
                                        HttpStatus.TOO_MANY_REQUESTS,
                                        "One moment, please",
                                        "Too many requests came from your network in a short time.",
                                        "Wait " + (wait.toSeconds() == 1 ? "a second" : wait.toSeconds() + " seconds")
                                                + ", then load this page again.")
                                .retryAfter(wait))
                .header("RateLimit-Policy", rate.policy())
                .header("RateLimit", rate.state());
    }

    private static Message message(HttpStatus status) {
        return switch (status) {
            case NOT_FOUND ->
                Message.of(
                        status,
                        "There is no such page",
                        "The address may be mistyped or no longer in use.",
                        "Go back to where you found it, or open the app in the Ring app again.");
            case METHOD_NOT_ALLOWED ->
                Message.of(
                        status,
                        "That does not work here",
                        "This address cannot be used in this way.",
                        "Go back to the page before and try again from there.");
            case REQUEST_ENTITY_TOO_LARGE, LENGTH_REQUIRED ->
                Message.of(
                        status,
                        "That was too much to take",
                        "What was sent is larger than this page accepts.",
                        "Go back, shorten what you typed, and send it again.");
            case FORBIDDEN ->
                Message.of(
                        status,
                        "This form was not taken",
                        "It did not come from our own page in this browser, so nothing was changed.",
                        "Open the page again, and allow cookies for it, then try once more.");
            case SERVICE_UNAVAILABLE ->
                Message.of(
                                status,
                                "We will be back in a moment",
                                "Something that we need is not available right now. Nothing is lost.",
                                "Wait a minute, then load this page again.")
                        .retryAfter(UNTIL_BACK);
            default ->
                status.getCode() >= 500
                        ? Message.of(
                                status,
                                "Something went wrong on our side",
                                "It was not your doing, and we have noted it.",
                                "Load this page again in a minute. If it stays like this, write to support.")
                        : Message.of(
                                status,
                                "We could not read that",
                                "What your browser sent is not what this page expects.",
                                "Go back to the page before and try again from there.");
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

    private Brand look(HttpRequest<?> request) {
        String slug = slug(request);
        return slug.isEmpty()
                ? Brand.HUB
                : visits.of(request, slug).map(Visit::brand).orElse(Brand.HUB);
    }

    private Brand lastSeen(HttpRequest<?> request) {
        return visits.lastSeenBrand(slug(request));
    }

    private static String slug(HttpRequest<?> request) {
        String[] parts = request.getPath().split("/", 4);
        return parts.length > 2 && parts[1].equals("t") ? parts[2] : "";
    }
}
