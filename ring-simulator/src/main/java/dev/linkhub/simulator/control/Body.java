package dev.linkhub.simulator.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.problem.Unprocessable.Violation;
import dev.linkhub.simulator.settings.Choice;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * A JSON object that a caller sent, read strictly: every complaint names the field. Ask for all fields, then call
 * {@link #end()}, which refuses those that nobody asked for.
 */
final class Body {

    private static final int MOST_BYTES = 1024 * 1024;

    private final JsonNode object;
    private final String path;
    private final Set<String> known = new LinkedHashSet<>();

    private Body(JsonNode object, String path) {
        this.object = object;
        this.path = path;
    }

    /** An empty body counts as an empty object. */
    static Body of(Context context) {
        byte[] bytes;
        try {
            bytes = context.req().getInputStream().readNBytes(MOST_BYTES + 1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (bytes.length > MOST_BYTES) {
            throw new HttpResponseException(413, "the body is larger than " + MOST_BYTES + " bytes", Map.of());
        }
        String type = context.contentType();
        if (bytes.length > 0 && (type == null || !type.startsWith("application/json"))) {
            throw new HttpResponseException(415, "the body must be application/json", Map.of());
        }
        try {
            JsonNode node = bytes.length == 0 ? Json.MAPPER.createObjectNode() : Json.MAPPER.readTree(bytes);
            return objectOrComplaint(node, "body");
        } catch (JsonProcessingException e) {
            throw new Unprocessable("body", "is not JSON: " + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String text(String field) {
        return optionalText(field).orElseThrow(() -> new Unprocessable(name(field), "is missing"));
    }

    Optional<String> optionalText(String field) {
        return optional(field).map(node -> {
            if (!node.isTextual() || node.textValue().isBlank()) {
                throw new Unprocessable(name(field), "must be text and not blank");
            }
            return node.textValue();
        });
    }

    <E extends Enum<E>> E choice(String field, Class<E> type) {
        return this.<E>optionalChoice(field, type)
                .orElseThrow(() -> new Unprocessable(name(field), "is missing; choices: " + Choice.all(type)));
    }

    <E extends Enum<E>> Optional<E> optionalChoice(String field, Class<E> type) {
        return optionalText(field)
                .map(text -> Choice.parse(type, text)
                        .orElseThrow(() -> new Unprocessable(name(field), "choices: " + Choice.all(type))));
    }

    /** Text that {@code parser} understands; what it throws becomes the complaint. */
    <T> Optional<T> optionalParsed(String field, Function<String, T> parser) {
        return optionalText(field).map(text -> build(field, () -> parser.apply(text)));
    }

    Optional<Duration> optionalDuration(String field) {
        return optionalText(field).map(text -> {
            try {
                return Duration.parse(text);
            } catch (DateTimeException e) {
                throw new Unprocessable(name(field), "must be an ISO 8601 duration such as PT1H30M");
            }
        });
    }

    Optional<Instant> optionalInstant(String field) {
        return optionalText(field).map(text -> {
            try {
                return Instant.parse(text);
            } catch (DateTimeException e) {
                throw new Unprocessable(name(field), "must be a time such as 2026-11-22T10:15:30Z");
            }
        });
    }

    int number(String field, int least, int most, int otherwise) {
        return optional(field)
                .map(node -> {
                    if (!node.isInt() || node.intValue() < least || node.intValue() > most) {
                        throw new Unprocessable(name(field), "must be a whole number from " + least + " to " + most);
                    }
                    return node.intValue();
                })
                .orElse(otherwise);
    }

    /** A whole number, or the same as text: settings are texts in the Java client. */
    Optional<Integer> optionalNumber(String field, int least, int most) {
        return optional(field).map(node -> {
            String text = node.isTextual() ? node.textValue() : node.toString();
            if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least || Integer.parseInt(text) > most) {
                throw new Unprocessable(name(field), "must be a whole number from " + least + " to " + most);
            }
            return Integer.valueOf(text);
        });
    }

    double decimal(String field) {
        return optionalDecimal(field).orElseThrow(() -> new Unprocessable(name(field), "is missing"));
    }

    Optional<Double> optionalDecimal(String field) {
        return optional(field).map(node -> {
            if (!node.isNumber()) {
                throw new Unprocessable(name(field), "must be a number");
            }
            return node.doubleValue();
        });
    }

    boolean flag(String field) {
        return optional(field)
                .map(node -> {
                    if (!node.isBoolean()) {
                        throw new Unprocessable(name(field), "must be true or false");
                    }
                    return node.booleanValue();
                })
                .orElse(false);
    }

    Optional<JsonNode> optional(String field) {
        known.add(field);
        return Optional.ofNullable(object.get(field)).filter(node -> !node.isNull());
    }

    Optional<Body> optionalObject(String field) {
        return optional(field).map(node -> objectOrComplaint(node, name(field)));
    }

    List<Body> objects(String field) {
        List<Body> objects = new ArrayList<>();
        for (JsonNode node : array(field)) {
            objects.add(objectOrComplaint(node, name(field) + "[" + objects.size() + "]"));
        }
        return objects;
    }

    /** Empty where the field is absent; an empty array is a choice of its own. */
    Optional<List<String>> optionalTexts(String field) {
        return optional(field).map(any -> {
            List<String> texts = new ArrayList<>();
            for (JsonNode node : array(field)) {
                if (!node.isTextual()) {
                    throw new Unprocessable(name(field), "must be a list of texts");
                }
                texts.add(node.textValue());
            }
            return texts;
        });
    }

    /** The names of all fields that were sent, asked for or not. */
    Set<String> fieldNames() {
        Set<String> names = new LinkedHashSet<>();
        object.fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Turns what a record says about its own content into a complaint about {@code field}. */
    <T> T build(String field, Supplier<T> supplier) {
        try {
            return supplier.get();
        } catch (IllegalArgumentException e) {
            throw new Unprocessable(name(field), String.valueOf(e.getMessage()));
        }
    }

    void end() {
        List<Violation> unknown = fieldNames().stream()
                .filter(field -> !known.contains(field))
                .map(field -> new Violation(name(field), "is unknown; choices: " + String.join(", ", known)))
                .toList();
        if (!unknown.isEmpty()) {
            throw new Unprocessable(unknown);
        }
    }

    private JsonNode array(String field) {
        JsonNode node = optional(field).orElseGet(Json.MAPPER::createArrayNode);
        if (!node.isArray()) {
            throw new Unprocessable(name(field), "must be a list");
        }
        return node;
    }

    private String name(String field) {
        return path.isEmpty() ? field : path + "." + field;
    }

    private static Body objectOrComplaint(JsonNode node, String path) {
        if (!node.isObject()) {
            throw new Unprocessable(path, "must be a JSON object");
        }
        return new Body(node, path.equals("body") ? "" : path);
    }
}
