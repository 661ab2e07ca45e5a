package dev.linkhub.api.problem;

import dev.linkhub.api.MachineFacing;
import dev.linkhub.api.traffic.RequestId;
import dev.linkhub.id.PublicIds;
import io.micronaut.http.HttpRequest;
import io.micronaut.http.MediaType;
import io.micronaut.http.MutableHttpResponse;
import io.micronaut.http.server.exceptions.response.ErrorContext;
import io.micronaut.http.server.exceptions.response.ErrorResponseProcessor;
import io.micronaut.http.server.exceptions.response.HtmlErrorResponseBodyProvider;
import io.micronaut.http.server.exceptions.response.JsonErrorResponseBodyProvider;
import jakarta.inject.Singleton;
import java.util.Set;

/**
 * Describes what the server itself refuses, before any filter of ours sees it: an address that is malformed or too long,
 * headers that are too large. For such a request the server invents a path.
 */
@Singleton
final class UnreadableRequests implements ErrorResponseProcessor<Object> {

    private static final Set<String> INVENTED = Set.of("/", "/bad-request");

    private final PublicIds ids;
    private final HtmlErrorResponseBodyProvider html;
    private final JsonErrorResponseBodyProvider<?> json;

    UnreadableRequests(PublicIds ids, HtmlErrorResponseBodyProvider html, JsonErrorResponseBodyProvider<?> json) {
        this.ids = ids;
        this.html = html;
        this.json = json;
    }

    @Override
    public MutableHttpResponse<Object> processResponse(ErrorContext context, MutableHttpResponse<?> response) {
        HttpRequest<?> request = context.getRequest();
        if (RequestId.isGiven(request)) {
            return response.<Object>body(null); // The filters saw it, and describe it on its way back.
        }
        response.header(RequestId.HEADER, ids.next(RequestId.PREFIX));
        if (MachineFacing.holds(request.getPath()) || isUnknown(request)) {
            return response.<Object>body(Problems.of(response.status())).contentType(MediaType.of(Problem.MEDIA_TYPE));
        }
        return request.accept().contains(MediaType.TEXT_HTML_TYPE)
                ? response.<Object>body(html.body(context, response)).contentType(html.contentType())
                : response.<Object>body(json.body(context, response)).contentType(json.contentType());
    }

    private static boolean isUnknown(HttpRequest<?> request) {
        return INVENTED.contains(request.getPath()) && !request.accept().contains(MediaType.TEXT_HTML_TYPE);
    }
}
