package dev.linkhub.simulator.control;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.trace.Exchange;
import dev.linkhub.simulator.trace.Exchange.Direction;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.jetty.http.HttpStatus;
import org.jspecify.annotations.Nullable;

/**
 * Recorded calls as HTTP Archive 1.2, for browsers' developer tools and the like. It holds what the trace holds, with
 * the same credentials hidden. A call without an answer has the status 0, as browsers write it; what HAR has no place
 * for stands in fields that begin with an underscore, as it prescribes.
 */
final class HarLog {

    /** HAR's way to say that a size is not known: bodies are recorded with their credentials replaced. */
    private static final int UNKNOWN = -1;

    private static final String HTTP_VERSION = "HTTP/1.1";

    private HarLog() {}

    static ObjectNode of(List<Exchange> exchanges) {
        ObjectNode har = Json.MAPPER.createObjectNode();
        ObjectNode log = har.putObject("log").put("version", "1.2");
        log.putObject("creator").put("name", "ring-simulator").put("version", version());
        ArrayNode entries = log.putArray("entries");
        exchanges.forEach(exchange -> entry(entries.addObject(), exchange));
        return har;
    }

    private static void entry(ObjectNode entry, Exchange exchange) {
        double duration = exchange.reply().duration().toNanos() / 1_000_000.0;
        entry.put("startedDateTime", exchange.heading().at().toString()).put("time", duration);
        request(entry.putObject("request"), exchange);
        response(entry.putObject("response"), exchange.reply());
        entry.putObject("cache");
        entry.putObject("timings").put("send", 0).put("wait", duration).put("receive", 0);
        if (!exchange.remarks().isEmpty()) {
            entry.put("comment", String.join("; ", exchange.remarks()));
        }
        Exchange.Heading heading = exchange.heading();
        entry.put("_id", exchange.id())
                .put("_direction", Choice.name(heading.direction()))
                .put("_endpoint", heading.endpoint());
        putIfKnown(entry, "_app", heading.subject().app());
        putIfKnown(entry, "_account", heading.subject().account());
        putIfKnown(entry, "_installation", heading.subject().installation());
        putIfKnown(entry, "_error", exchange.reply().error());
    }

    private static void request(ObjectNode node, Exchange exchange) {
        Exchange.Message request = exchange.request();
        String url = absolute(exchange);
        node.put("method", request.method()).put("url", url).put("httpVersion", HTTP_VERSION);
        node.putArray("cookies"); // Cookies are hidden as a whole: see the headers.
        pairs(node.putArray("headers"), request.headers());
        query(node.putArray("queryString"), url);
        if (!request.body().isEmpty()) {
            node.putObject("postData")
                    .put("mimeType", header(request.headers(), "Content-Type"))
                    .put("text", request.body());
        }
        node.put("headersSize", UNKNOWN).put("bodySize", request.body().isEmpty() ? 0 : UNKNOWN);
    }

    private static void response(ObjectNode node, Exchange.Reply reply) {
        int status = reply.status() == null ? 0 : reply.status();
        node.put("status", status)
                .put("statusText", status == 0 ? "" : HttpStatus.getMessage(status))
                .put("httpVersion", HTTP_VERSION);
        node.putArray("cookies");
        pairs(node.putArray("headers"), reply.headers());
        node.putObject("content")
                .put("size", reply.body().getBytes(StandardCharsets.UTF_8).length)
                .put("mimeType", header(reply.headers(), "Content-Type"))
                .put("text", reply.body());
        node.put("redirectURL", header(reply.headers(), "Location"))
                .put("headersSize", UNKNOWN)
                .put("bodySize", reply.body().isEmpty() ? 0 : UNKNOWN);
    }

    /** Calls to Ring are recorded with their path; HAR wants an absolute address. */
    private static String absolute(Exchange exchange) {
        String url = exchange.request().url();
        if (exchange.heading().direction() == Direction.SENT) {
            return url;
        }
        String host = header(exchange.request().headers(), "Host");
        return "http://" + (host.isEmpty() ? "localhost" : host) + url;
    }

    private static void query(ArrayNode parameters, String url) {
        int start = url.indexOf('?');
        String query = start < 0 ? "" : url.substring(start + 1);
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            parameters
                    .addObject()
                    .put("name", decoded(equals < 0 ? pair : pair.substring(0, equals)))
                    .put("value", equals < 0 ? "" : decoded(pair.substring(equals + 1)));
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text; // Not encoded properly: what was sent is what is shown.
        }
    }

    private static void pairs(ArrayNode pairs, Map<String, String> headers) {
        headers.forEach((name, value) -> pairs.addObject().put("name", name).put("value", value));
    }

    private static String header(Map<String, String> headers, String name) {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        return anyCase.getOrDefault(name, "");
    }

    private static void putIfKnown(ObjectNode node, String field, @Nullable String value) {
        if (value != null) {
            node.put(field, value);
        }
    }

    /** The release, where it runs from a jar that names one. */
    private static String version() {
        String version = HarLog.class.getPackage().getImplementationVersion();
        return version == null ? "unreleased" : version;
    }
}
