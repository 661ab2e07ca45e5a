package dev.linkhub.api.problem;

import io.micronaut.http.HttpStatus;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** A request that HTTP's own rules refuse, with the answer it gets. */
public final class Refused extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;
    private final transient Map<String, String> headers;

    private Refused(Problem problem, Map<String, String> headers) {
        super(problem.type(), null, false, false);
        this.problem = problem;
        this.headers = Map.copyOf(headers);
    }

    /** The body is not what it says it is. */
    public static Refused malformed(String detail) {
        return badRequest("malformed-body", "The body cannot be read", detail);
    }

    /** The request is wrong in a way that no field tells. */
    public static Refused badRequest(String type, String title, String detail) {
        return new Refused(Problem.of(HttpStatus.BAD_REQUEST, type, title, detail), Map.of());
    }

    /** What was signed is something else, or nothing was. */
    public static Refused badSignature() {
        return new Refused(
                Problem.of(
                        HttpStatus.UNAUTHORIZED,
                        "bad-signature",
                        "The signature is missing or wrong",
                        "Send X-Signature with the HMAC-SHA256 of the body under the app's HMAC key."),
                Map.of());
    }

    /** The key may not do this. */
    public static Refused forbidden(String type, String title, String detail) {
        return new Refused(Problem.of(HttpStatus.FORBIDDEN, type, title, detail), Map.of());
    }

    /** The body is over its limit. */
    public static Refused tooLarge(long limit) {
        return new Refused(Problems.tooLarge("Send at most " + limit + " bytes."), Map.of());
    }

    /** Asked for more often than may be. */
    public static Refused tooManyRequests(String detail, Duration retryAfter) {
        return tooManyRequests(detail, retryAfter, Map.of());
    }

    /** Asked for more often than may be, with headers that say how often that is. */
    public static Refused tooManyRequests(String detail, Duration retryAfter, Map<String, String> rate) {
        Map<String, String> headers = new HashMap<>(rate);
        headers.putAll(after(retryAfter));
        return new Refused(
                Problem.of(HttpStatus.TOO_MANY_REQUESTS, "too-many-requests", "You ask faster than you may", detail),
                headers);
    }

    /** Cannot be done now, and may be later. */
    public static Refused unavailable(String detail, Duration retryAfter) {
        return unavailable(detail, retryAfter, Map.of());
    }

    /** Not now, and why so is in further headers. */
    public static Refused unavailable(String detail, Duration retryAfter, Map<String, String> headers) {
        Map<String, String> all = new HashMap<>(after(retryAfter));
        all.putAll(headers);
        return new Refused(
                Problem.of(
                        HttpStatus.SERVICE_UNAVAILABLE, "unavailable", "The hub cannot do this at the moment", detail),
                all);
    }

    /** What was asked for is being done, and will not take long. */
    public static Refused busy(String type, String title, String detail, Duration retryAfter) {
        return new Refused(Problem.of(HttpStatus.CONFLICT, type, title, detail), after(retryAfter));
    }

    /** What was asked for was done before and cannot be had again. */
    public static Refused conflict(String type, String title, String detail) {
        return new Refused(Problem.of(HttpStatus.CONFLICT, type, title, detail), Map.of());
    }

    /** Only the household can repair this link. */
    public static Refused linkUnhealthy(String reason, String reconnectUrl) {
        return new Refused(Problem.unhealthy(reason, reconnectUrl), Map.of());
    }

    /** Whole seconds, not too few. */
    private static Map<String, String> after(Duration wait) {
        return Map.of(
                "Retry-After",
                Long.toString(Math.max(1, wait.plusNanos(999_999_999).toSeconds())));
    }

    Problem problem() {
        return problem;
    }

    Map<String, String> headers() {
        return headers;
    }
}
