package dev.linkhub.simulator.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkhub.simulator.trace.Exchange;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A call as the page lists it. Public for the template engine only. */
public record CallView(Headline headline, String request, String response, List<String> remarks) {

    /** {@code tone} is "good" or "bad": how it ended, for the eye. */
    public record Headline(String time, String way, String what, String outcome, String tone) {}

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss").withZone(ZoneOffset.UTC);

    private static final ObjectMapper JSON = new ObjectMapper();

    static CallView of(Exchange exchange) {
        Exchange.Heading heading = exchange.heading();
        Exchange.Message request = exchange.request();
        Exchange.Reply reply = exchange.reply();
        String way = switch (heading.direction()) {
            case RECEIVED -> "Partner → Ring";
            case SENT -> "Ring → Partner";
        };
        String outcome = reply.status() == null ? "no answer" : reply.status().toString();
        return new CallView(
                new Headline(
                        TIME.format(heading.at()),
                        way,
                        what(exchange),
                        outcome + " · " + reply.duration().toMillis() + " ms",
                        tone(reply)),
                message(request.method() + " " + request.url(), request.headers(), request.body()),
                reply.error() == null ? message(outcome, reply.headers(), reply.body()) : reply.error(),
                exchange.remarks());
    }

    private static String what(Exchange exchange) {
        String endpoint = exchange.heading().endpoint();
        return switch (endpoint) {
            case "webhook" ->
                eventType(exchange.request().body())
                        .map(type -> endpoint + " " + type)
                        .orElse(endpoint);
            case "unknown" ->
                exchange.request().method() + " " + exchange.request().url();
            default -> endpoint;
        };
    }

    /** Empty for bodies of a caller's own making that are no events. */
    private static Optional<String> eventType(String body) {
        try {
            return Optional.ofNullable(
                    JSON.readTree(body).path("data").path("type").textValue());
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static String tone(Exchange.Reply reply) {
        if (reply.status() == null) {
            return "bad";
        }
        return reply.status() < 400 ? "good" : "bad";
    }

    private static String message(String start, Map<String, String> headers, String body) {
        String lines = new TreeMap<>(headers)
                .entrySet().stream()
                        .map(header -> "\n" + header.getKey() + ": " + header.getValue())
                        .collect(Collectors.joining());
        return start + lines + (body.isEmpty() ? "" : "\n\n" + body);
    }
}
