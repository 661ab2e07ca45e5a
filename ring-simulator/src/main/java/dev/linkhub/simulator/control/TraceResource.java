package dev.linkhub.simulator.control;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.linkhub.simulator.api.EndpointName;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.trace.Counter;
import dev.linkhub.simulator.trace.Counters;
import dev.linkhub.simulator.trace.Exchange;
import dev.linkhub.simulator.trace.Trace;
import io.javalin.config.RoutesConfig;
import io.javalin.http.Context;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /control/requests} and {@code /control/counters}. */
final class TraceResource {

    private static final List<String> FILTERS = List.of("endpoint", "app", "account");

    private final Trace trace;
    private final Counters counters;

    TraceResource(Trace trace, Counters counters) {
        this.trace = trace;
        this.counters = counters;
    }

    void register(RoutesConfig routes) {
        routes.get("/control/requests", this::requests);
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
        for (String parameter : context.queryParamMap().keySet()) {
            if (!FILTERS.contains(parameter)) {
                throw new Unprocessable(parameter, "is unknown; choices: " + String.join(", ", FILTERS));
            }
        }
        String endpoint = endpoint(context.queryParam("endpoint"));
        String app = context.queryParam("app");
        String account = context.queryParam("account");
        List<View> found = trace
                .matching(exchange -> covers(endpoint, exchange.heading().endpoint())
                        && (app == null
                                || app.equals(exchange.heading().subject().app()))
                        && (account == null
                                || account.equals(exchange.heading().subject().account())))
                .stream()
                .map(View::of)
                .toList();
        Json.list(context, found);
    }

    /** "token" stands for both grants, as in faults. */
    private static boolean covers(@Nullable String wanted, String endpoint) {
        return wanted == null || endpoint.equals(wanted) || endpoint.startsWith(wanted + ".");
    }

    private static @Nullable String endpoint(@Nullable String text) {
        List<String> choices = new ArrayList<>(List.of("token_exchange", "webhook"));
        for (EndpointName name : EndpointName.values()) {
            choices.add(name.toString());
        }
        if (text != null && !choices.contains(text)) {
            throw new Unprocessable("endpoint", "choices: " + String.join(", ", choices));
        }
        return text;
    }
}
