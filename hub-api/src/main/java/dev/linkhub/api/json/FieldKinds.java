package dev.linkhub.api.json;

import dev.linkhub.refusal.InvalidInput;
import dev.linkhub.refusal.InvalidInput.FieldError;
import dev.linkhub.vault.Secret;
import io.micronaut.core.beans.BeanIntrospection;
import io.micronaut.core.beans.BeanProperty;
import io.micronaut.core.naming.NameUtils;
import io.micronaut.core.type.Argument;
import io.micronaut.json.tree.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares an object's members with what a record takes: names, kinds, and which are required. */
final class FieldKinds {

    private static final int LONGEST_NAME_SHOWN = 80;

    private FieldKinds() {}

    /** @throws InvalidInput that names each member in the wrong */
    static void check(JsonNode object, BeanIntrospection<?> shape) {
        Map<String, Argument<?>> taken = new LinkedHashMap<>();
        for (BeanProperty<?, ?> property : shape.getBeanProperties()) {
            taken.put(snakeCase(property.getName()), property.asArgument());
        }
        List<FieldError> errors = new ArrayList<>();
        taken.forEach((name, type) ->
                error(object.get(name), type).ifPresent(message -> errors.add(new FieldError(name, message))));
        for (Map.Entry<String, JsonNode> member : object.entries()) {
            if (!taken.containsKey(member.getKey())) {
                errors.add(new FieldError(shown(member.getKey()), "there is no such field here"));
            }
        }
        if (!errors.isEmpty()) {
            throw new InvalidInput(errors);
        }
    }

    private static Optional<String> error(@Nullable JsonNode value, Argument<?> type) {
        if (value == null || value.isNull()) {
            return type.isNullable() ? Optional.empty() : Optional.of("required: " + kind(type));
        }
        return fits(value, type) ? Optional.empty() : Optional.of(kind(type));
    }

    private static boolean fits(JsonNode value, Argument<?> argument) {
        Class<?> type = argument.getType();
        if (type == String.class || type == Secret.class) {
            return isText(value);
        }
        if (type == Integer.class) {
            return value.isNumber() && value.getNumberValue() instanceof Integer;
        }
        if (type == Boolean.class) {
            return value.isBoolean();
        }
        if (type == Instant.class) {
            return value.isString() && isTime(value.getStringValue());
        }
        if (type == List.class) {
            return value.isArray() && allTexts(value);
        }
        if (type == Map.class) {
            return value.isObject() && (holdsObjects(argument) ? allObjectsOfTexts(value) : allTexts(value));
        }
        throw new IllegalStateException("JSON requests hold no " + type);
    }

    private static String kind(Argument<?> type) {
        return switch (type.getType().getSimpleName()) {
            case "Integer" -> "a whole number";
            case "Boolean" -> "true or false";
            case "Instant" -> "a time such as 2027-01-31T12:00:00Z";
            case "List" -> "a list of texts";
            case "Map" ->
                holdsObjects(type) ? "an object whose values are objects of texts" : "an object whose values are texts";
            default -> "a text";
        };
    }

    private static boolean holdsObjects(Argument<?> map) {
        return map.getTypeParameters()[1].getType() == Map.class;
    }

    private static boolean allObjectsOfTexts(JsonNode container) {
        for (JsonNode value : container.values()) {
            if (!value.isObject() || !allTexts(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean allTexts(JsonNode container) {
        for (JsonNode value : container.values()) {
            if (!isText(value)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isText(JsonNode value) {
        return value.isString() && isUnicode(value.getStringValue());
    }

    /** JSON can escape half a character. No database keeps one: a name would come back changed, and a secret fail. */
    private static boolean isUnicode(String text) {
        return text.codePoints()
                .noneMatch(point -> Character.isBmpCodePoint(point) && Character.isSurrogate((char) point));
    }

    /** RFC 3339, whose years have four digits. */
    private static boolean isTime(String text) {
        try {
            return !text.startsWith("+") && OffsetDateTime.parse(text).getYear() >= 0;
        } catch (DateTimeException e) {
            return false;
        }
    }

    private static String snakeCase(String property) {
        return NameUtils.underscoreSeparate(property).toLowerCase(Locale.ROOT);
    }

    private static String shown(String name) {
        return name.codePointCount(0, name.length()) <= LONGEST_NAME_SHOWN
                ? name
                : name.substring(0, name.offsetByCodePoints(0, LONGEST_NAME_SHOWN)) + "…";
    }
}
