package dev.linkhub.simulator.api;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** A form-encoded body or query whose fields each occur once, as OAuth demands (RFC 6749 §3.2). */
public record Form(Map<String, String> fields) {

    public static final String MEDIA_TYPE = "application/x-www-form-urlencoded";

    public Form {
        fields = Map.copyOf(fields);
    }

    /**
     * Reads a body or query.
     *
     * @throws IllegalArgumentException saying what is wrong with it
     */
    public static Form parse(String body) {
        Map<String, String> fields = new LinkedHashMap<>();
        for (String pair : body.isEmpty() ? new String[0] : body.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decode(equals < 0 ? pair : pair.substring(0, equals));
            String value = equals < 0 ? "" : decode(pair.substring(equals + 1));
            if (fields.putIfAbsent(name, value) != null) {
                throw new IllegalArgumentException("the field " + name + " occurs twice");
            }
        }
        return new Form(fields);
    }

    /** A field's value; an empty one counts as missing. */
    public Optional<String> get(String name) {
        return Optional.ofNullable(fields.get(name)).filter(value -> !value.isEmpty());
    }

    private static String decode(String text) {
        return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }
}
