package dev.linkhub.api.openapi;

import dev.linkhub.api.testing.Http;
import io.micronaut.json.tree.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.Yaml;

/** The served description, as maps, and whether JSON is what it says. */
final class OpenApiDocument {

    private final Map<String, Object> document;

    OpenApiDocument(Http http) {
        document = map(
                new Yaml().load(http.anonymously().get("/api/v1/openapi.yaml").text()));
    }

    /** Operations such as {@code GET /api/v1/apps}. */
    Map<String, Map<String, Object>> operations() {
        Map<String, Map<String, Object>> operations = new TreeMap<>();
        map(document.get("paths"))
                .forEach((path, methods) -> map(methods)
                        .forEach((method, operation) ->
                                operations.put(method.toUpperCase(Locale.ROOT) + " " + path, map(operation))));
        return operations;
    }

    /** The schema of the JSON that an operation takes, or null. */
    @Nullable Map<String, Object> taken(Map<String, Object> operation) {
        Object body = operation.get("requestBody");
        return body == null ? null : schema(map(body), "application/json");
    }

    /** The schema of an answer, or null where it has no body. */
    @Nullable Map<String, Object> answered(Map<String, Object> operation, int status) {
        Map<String, Object> responses = map(operation.get("responses"));
        String range = status / 100 + "XX";
        Map<String, Object> response = map(responses.getOrDefault(Integer.toString(status), responses.get(range)));
        return schema(response, status < 400 ? "application/json" : "application/problem+json");
    }

    /** Where a value is something else than its schema says; empty if nowhere. */
    List<String> differences(JsonNode value, Map<String, Object> schema) {
        List<String> found = new ArrayList<>();
        compare("", value, resolved(schema), found);
        return found;
    }

    /** The members of an object by name, each with its schema. */
    Map<String, Object> properties(Map<String, Object> schema) {
        return map(resolved(schema).getOrDefault("properties", Map.of()));
    }

    Set<String> required(Map<String, Object> schema) {
        Object required = resolved(schema).get("required");
        return required == null ? Set.of() : Set.copyOf(texts(required));
    }

    private void compare(String where, JsonNode value, Map<String, Object> schema, List<String> found) {
        boolean fits = switch (String.valueOf(schema.get("type"))) {
            case "string" -> value.isString();
            case "integer" -> value.isNumber();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> false;
        };
        if (!fits) {
            found.add(where + " is no " + schema.get("type"));
        } else if (value.isArray()) {
            Map<String, Object> items = resolved(map(schema.get("items")));
            value.values().forEach(item -> compare(where + "[]", item, items, found));
        } else if (value.isObject()) {
            compareMembers(where, value, schema, found);
        }
    }

    private void compareMembers(String where, JsonNode value, Map<String, Object> schema, List<String> found) {
        Map<String, Object> properties = properties(schema);
        Object others = schema.get("additionalProperties");
        for (Map.Entry<String, JsonNode> member : value.entries()) {
            Object described = properties.getOrDefault(member.getKey(), others);
            String name = where + "." + member.getKey();
            if (described == null) {
                found.add(name + " is not described");
            } else {
                compare(name, member.getValue(), resolved(map(described)), found);
            }
        }
        for (String name : required(schema)) {
            if (value.get(name) == null) {
                found.add(where + "." + name + " is missing");
            }
        }
    }

    private @Nullable Map<String, Object> schema(Map<String, Object> holder, String mediaType) {
        Object content = holder.get("content");
        Object media = content == null ? null : map(content).get(mediaType);
        return media == null ? null : map(map(media).get("schema"));
    }

    /** With what it refers to, and all that it consists of. */
    private Map<String, Object> resolved(Map<String, Object> schema) {
        Map<String, Object> resolved = new LinkedHashMap<>(schema);
        Object reference = schema.get("$ref");
        if (reference != null) {
            String name = reference.toString().substring("#/components/schemas/".length());
            Map<String, Object> schemas = map(map(document.get("components")).get("schemas"));
            resolved.putAll(resolved(map(schemas.get(name))));
        }
        if (schema.get("allOf") instanceof List<?> parts) {
            parts.forEach(part -> resolved.putAll(resolved(map(part))));
        }
        return resolved;
    }

    private static List<String> texts(Object list) {
        return ((List<?>) list).stream().map(String::valueOf).toList();
    }

    @SuppressWarnings("unchecked") // YAML's maps have texts as keys here.
    static Map<String, Object> map(@Nullable Object value) {
        return (Map<String, Object>) Objects.requireNonNull(value);
    }
}
