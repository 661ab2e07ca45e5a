package dev.linkhub.simulator.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A call as it arrived. Header names are without regard to case; {@code url} is path and query. */
public record ApiRequest(String method, String url, Map<String, String> headers, Payload body) {

    public ApiRequest {
        Map<String, String> anyCase = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        anyCase.putAll(headers);
        headers = anyCase;
    }

    public String path() {
        int query = url.indexOf('?');
        return query < 0 ? url : url.substring(0, query);
    }

    /** The n-th part of the path, the one after the first slash being 0. */
    public String segment(int index) {
        String raw = path().split("/", -1)[index + 1];
        return URLDecoder.decode(raw.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    /** What follows the question mark; empty where there is none. */
    public String query() {
        int query = url.indexOf('?');
        return query < 0 ? "" : url.substring(query + 1);
    }

    public Optional<String> header(String name) {
        return Optional.ofNullable(headers.get(name));
    }

    /** Content-Type without parameters, in lower case; empty where there is none. */
    public String mediaType() {
        String type = header("Content-Type").orElse("");
        int parameters = type.indexOf(';');
        return (parameters < 0 ? type : type.substring(0, parameters)).strip().toLowerCase(Locale.ROOT);
    }

    /** The credential after {@code Bearer}, if that is how the caller identified itself. */
    public Optional<String> bearer() {
        return header("Authorization")
                .filter(value -> value.regionMatches(true, 0, "Bearer ", 0, 7))
                .map(value -> value.substring(7).strip())
                .filter(token -> !token.isEmpty());
    }
}
