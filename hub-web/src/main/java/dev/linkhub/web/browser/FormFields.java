package dev.linkhub.web.browser;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.net.URLDecoder;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a sent form. Decoded here and not by the server, which logs what it cannot decode, and that may be a
 * password.
 */
public final class FormFields {

    private static final int MOST_FIELDS = 20;

    private final Map<String, String> values;

    private FormFields(Map<String, String> values) {
        this.values = values;
    }

    /** Reads {@code application/x-www-form-urlencoded}; empty if it is not that. A repeated field counts once, the first. */
    public static Optional<FormFields> parse(@Nullable String body) {
        Map<String, String> values = new HashMap<>();
        String[] pairs = body == null || body.isEmpty() ? new String[0] : body.split("&", MOST_FIELDS + 1);
        if (pairs.length > MOST_FIELDS) {
            return Optional.empty();
        }
        try {
            for (String pair : pairs) {
                String[] parts = pair.split("=", 2);
                values.putIfAbsent(
                        URLDecoder.decode(parts[0], UTF_8), parts.length < 2 ? "" : URLDecoder.decode(parts[1], UTF_8));
            }
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
        return Optional.of(new FormFields(values));
    }

    /** What was typed; an empty text if the field was not sent. */
    public String text(String field) {
        return values.getOrDefault(field, "");
    }

    /** Whether the form was made by us for all these cookies. */
    public boolean isFor(CookieSecret... cookies) {
        return CookieSecret.isFormToken(text("form_token"), cookies);
    }

    @Override
    public String toString() {
        return "FormFields" + values.keySet();
    }
}
