package dev.linkhub.simulator.client;

import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.trace.Exchange;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Which recorded calls to fetch; each method narrows it further. */
public final class RequestQuery {

    private final Map<String, String> parameters;

    private RequestQuery(Map<String, String> parameters) {
        this.parameters = parameters;
    }

    public static RequestQuery all() {
        return new RequestQuery(Map.of());
    }

    /** Those of faults, "token_exchange" or "webhook". */
    public RequestQuery endpoint(String endpoint) {
        return with("endpoint", endpoint);
    }

    public RequestQuery app(String app) {
        return with("app", app);
    }

    public RequestQuery account(String account) {
        return with("account", account);
    }

    public RequestQuery installation(String installation) {
        return with("installation", installation);
    }

    public RequestQuery direction(Exchange.Direction direction) {
        return with("direction", Choice.name(direction));
    }

    /** A status such as "404", a class such as "4xx", or "none" for calls without an answer. */
    public RequestQuery status(String status) {
        return with("status", status);
    }

    /** At this moment of the simulator's time or later. */
    public RequestQuery since(Instant since) {
        return with("since", since.toString());
    }

    String text() {
        return parameters.isEmpty()
                ? ""
                : parameters.entrySet().stream()
                        .map(parameter -> parameter.getKey() + "="
                                + URLEncoder.encode(parameter.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&", "?", ""));
    }

    private RequestQuery with(String parameter, String value) {
        Map<String, String> more = new LinkedHashMap<>(parameters);
        more.put(parameter, value);
        return new RequestQuery(more);
    }
}
