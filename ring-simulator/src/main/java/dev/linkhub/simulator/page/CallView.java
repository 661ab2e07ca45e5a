package dev.linkhub.simulator.page;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkhub.simulator.trace.Exchange;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** A call as the page lists it. Public for the template engine only. */
public record CallView(long id, Headline headline, String request, String response, List<String> remarks) {

    /** {@code tone} is "good" or "bad": how it ended, for the eye. */
    public record Headline(String time, String way, String what, String outcome, String tone) {}

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss");
    private static final DateTimeFormatter DAY_AND_TIME = DateTimeFormatter.ofPattern("d MMM HH:mm:ss", Locale.ENGLISH);

    private static final ObjectMapper JSON = new ObjectMapper();

    /** {@code now}: calls of other days show theirs, as the simulator's time may have been moved. */
    static CallView of(Exchange exchange, Instant now) {
        Exchange.Heading heading = exchange.heading();
        Exchange.Message request = exchange.request();
        Exchange.Reply reply = exchange.reply();
        String way = switch (heading.direction()) {
            case RECEIVED -> "Partner → Ring";
            case SENT -> "Ring → Partner";
        };
        String outcome = reply.status() == null ? "no answer" : reply.status().toString();
        return new CallView(
                exchange.id(),
                new Headline(
                        time(heading.at(), now),
                        way,
                        what(exchange),
                        outcome + " · " + reply.duration().toMillis() + " ms",
                        tone(reply)),
                message(request.method() + " " + request.url(), request.headers(), request.body()),
                reply.error() == null ? message(outcome, reply.headers(), reply.body()) : reply.error(),
                exchange.remarks());
    }

    private static String time(Instant at, Instant now) {
        ZonedDateTime time = at.atZone(ZoneOffset.UTC);
        boolean today = time.toLocalDate().equals(now.atZone(ZoneOffset.UTC).toLocalDate());
        return (today ? TIME : DAY_AND_TIME).format(time);
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
        if (reply.status() == null || reply.error() != null) {
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
