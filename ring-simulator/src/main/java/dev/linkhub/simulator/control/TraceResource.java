package dev.linkhub.simulator.control;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.trace.Counter;
import dev.linkhub.simulator.trace.Counters;
import dev.linkhub.simulator.trace.Exchange;
import dev.linkhub.simulator.trace.Trace;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /control/requests}, also as HAR, and {@code /control/counters}. */
final class TraceResource {

    private final Trace trace;
    private final Counters counters;

    TraceResource(Trace trace, Counters counters) {
        this.trace = trace;
        this.counters = counters;
    }

    void register(RoutesConfig routes) {
        routes.get("/control/requests", this::requests);
        routes.get("/control/requests.har", this::har);
        routes.get("/control/counters", context -> {
            Map<String, Long> view = new LinkedHashMap<>();
            for (Counter counter : Counter.values()) {
                view.put(Choice.name(counter), counters.get(counter));
            }
            Json.answer(context, 200, view);
        });
    }

    private record View(
            long id,
            @JsonUnwrapped HeadingView heading,
            @JsonUnwrapped RequestView request,
            @JsonUnwrapped ReplyView reply,
            List<String> remarks) {

        private record HeadingView(
                Instant at,
                String direction,
                String endpoint,
                @Nullable String app,
                @Nullable String account,
                @Nullable String installation) {}

        private record RequestView(String method, String url, Map<String, String> requestHeaders, String requestBody) {}

        private record ReplyView(
                @Nullable Integer status,
                Map<String, String> responseHeaders,
                String responseBody,
                long durationMs,
                @Nullable String error) {}

        static View of(Exchange exchange) {
            Exchange.Heading heading = exchange.heading();
            Exchange.Message request = exchange.request();
            Exchange.Reply reply = exchange.reply();
            return new View(
                    exchange.id(),
                    new HeadingView(
                            heading.at(),
                            Choice.name(heading.direction()),
                            heading.endpoint(),
                            heading.subject().app(),
                            heading.subject().account(),
                            heading.subject().installation()),
                    new RequestView(request.method(), request.url(), request.headers(), request.body()),
                    new ReplyView(
                            reply.status(),
                            reply.headers(),
                            reply.body(),
                            reply.duration().toMillis(),
                            reply.error()),
                    exchange.remarks());
        }
    }

    private void requests(Context context) {
        Json.list(context, matching(context).stream().map(View::of).toList());
    }

    private void har(Context context) {
        Json.answer(context, 200, HarLog.of(matching(context)));
        context.header("Content-Disposition", "attachment; filename=\"ring-simulator.har\"");
    }

    private List<Exchange> matching(Context context) {
        return trace.matching(RequestFilter.of(context));
    }
}
