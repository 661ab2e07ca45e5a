package dev.linkhub.api.traffic;

import io.micronaut.http.HttpRequest;

/** The id under which a request is logged, and which its answer carries. Always ours: callers do not choose it. */
public final class RequestId {

    static final String HEADER = "Request-Id";
    static final String LOGGED_AS = "request_id";
    private static final String ATTRIBUTE = "dev.linkhub.request-id";

    private RequestId() {}

    /** The request's, or {@code -} where it has none. */
    public static String of(HttpRequest<?> request) {
        return request.getAttribute(ATTRIBUTE, String.class).orElse("-");
    }

    static void set(HttpRequest<?> request, String id) {
        request.setAttribute(ATTRIBUTE, id);
    }
}
