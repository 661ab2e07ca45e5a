package dev.linkhub.api.traffic;

import io.micronaut.http.HttpRequest;

/** The id under which a request is logged, and which its answer carries. Always ours: callers do not choose it. */
public final class RequestId {

    /** The header of the answer that carries it. */
    public static final String HEADER = "Request-Id";

    /** What it begins with. */
    public static final String PREFIX = "req";

    static final String LOGGED_AS = "request_id";
    private static final String ATTRIBUTE = "dev.linkhub.request-id";

    private RequestId() {}

    /** The request's, or {@code -} where it has none. */
    public static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElse("-");
    }

    /** Whether the request has one: only those that reach the filters of the machine-facing addresses do. */
    public static boolean isGiven(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE).isPresent();
    }

    static void set(HttpRequest<?> request, String id) {
        request.setAttribute(ATTRIBUTE, id);
    }
}
