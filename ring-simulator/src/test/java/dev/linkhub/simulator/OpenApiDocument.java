package dev.linkhub.simulator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.StreamSupport;
import org.yaml.snakeyaml.Yaml;

/** The served description, and whether JSON is what it says. */
final class OpenApiDocument {

    private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch", "head", "options");

    private final JsonNode document;

    OpenApiDocument(String yaml) {
        document = new ObjectMapper().valueToTree(new Yaml().<Map<String, Object>>load(yaml));
    }

    JsonNode root() {
        return document;
    }

    /** Operations such as {@code GET /control/apps}. */
    Map<String, JsonNode> operations() {
        Map<String, JsonNode> operations = new TreeMap<>();
        document.path("paths")
                .properties()
                .forEach(path -> path.getValue().properties().stream()
                        .filter(method -> METHODS.contains(method.getKey()))
                        .forEach(method -> operations.put(
                                method.getKey().toUpperCase(Locale.ROOT) + " " + path.getKey(), method.getValue())));
        return operations;
    }

    JsonNode operation(String name) {
        JsonNode operation = operations().get(name);
        if (operation == null) {
            throw new AssertionError("not described: " + name);
        }
        return operation;
    }

    /** The names of an operation's parameters that stand in "path" or "query"; those of the path are shared. */
    Set<String> parameters(String operation, String place) {
        JsonNode path = document.path("paths").path(operation.substring(operation.indexOf(' ') + 1));
        Set<String> names = new TreeSet<>();
        for (JsonNode list :
                List.of(path.path("parameters"), operation(operation).path("parameters"))) {
            list.forEach(parameter -> {
                if (resolved(parameter).path("in").asText().equals(place)) {
                    names.add(resolved(parameter).path("name").asText());
                }
            });
        }
        return names;
    }

    /** The schema of the JSON that an operation takes; missing if it takes none. */
    JsonNode taken(String operation) {
        return resolved(operation(operation)
                .path("requestBody")
                .path("content")
                .path("application/json")
                .path("schema"));
    }

    /** The description of an answer; missing if there is none. */
    JsonNode answer(String operation, int status) {
        JsonNode responses = operation(operation).path("responses");
        JsonNode exact = responses.path(Integer.toString(status));
        return resolved(exact.isMissingNode() ? responses.path(status / 100 + "XX") : exact);
    }

    /** What it refers to, if it does. */
    JsonNode resolved(JsonNode node) {
        return node.has("$ref")
                ? resolved(document.at(node.path("$ref").asText().substring(1)))
                : node;
    }

    Set<String> properties(JsonNode schema) {
        Set<String> names = new TreeSet<>();
        resolved(schema).path("properties").fieldNames().forEachRemaining(names::add);
        return names;
    }

    /** Where a value is something else than its schema says; empty if nowhere. */
    List<String> differences(JsonNode value, JsonNode schema) {
        List<String> found = new ArrayList<>();
        compare("", value, resolved(schema), found);
        return found;
    }

    private void compare(String where, JsonNode value, JsonNode schema, List<String> found) {
        boolean fits = switch (schema.path("type").asText()) {
            case "string" -> value.isTextual();
            case "boolean" -> value.isBoolean();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "array" -> value.isArray();
            case "object" -> value.isObject();
            default -> false;
        };
        if (!fits) {
            found.add(where + " is no " + schema.path("type"));
        } else if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            found.add(where + " is none of " + schema.path("enum"));
        } else if (schema.has("pattern")
                && !value.asText().matches(schema.path("pattern").asText())) {
            found.add(where + " does not match " + schema.path("pattern"));
        }
        if (value.isArray()) {
            JsonNode items = resolved(schema.path("items"));
            value.forEach(item -> compare(where + "[]", item, items, found));
        } else if (value.isObject()) {
            compareMembers(where, value, schema, found);
        }
    }

    private void compareMembers(String where, JsonNode value, JsonNode schema, List<String> found) {
        JsonNode others = schema.path("additionalProperties");
        value.properties().forEach(member -> {
            String name = where + "." + member.getKey();
            JsonNode described = schema.path("properties").path(member.getKey());
            if (!described.isMissingNode()) {
                compare(name, member.getValue(), resolved(described), found);
            } else if (others.isObject()) {
                compare(name, member.getValue(), resolved(others), found);
            } else if (!others.asBoolean()) {
                found.add(name + " is not described");
            }
        });
        schema.path("required").forEach(name -> {
            if (!value.has(name.asText())) {
                found.add(where + "." + name.asText() + " is missing");
            }
        });
    }

    private static boolean contains(JsonNode list, JsonNode value) {
        return StreamSupport.stream(list.spliterator(), false).anyMatch(value::equals);
    }
}
