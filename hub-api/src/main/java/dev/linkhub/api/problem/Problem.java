package dev.linkhub.api.problem;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.linkhub.refusal.InvalidInput.FieldError;
import io.micronaut.http.HttpStatus;
import io.micronaut.serde.annotation.Serdeable;
import io.micronaut.serde.config.naming.SnakeCaseStrategy;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Problem details, RFC 9457.
 *
 * @param type a slug that stays the same, relative to the address that was called
 * @param detail what the caller can do about it
 * @param errors for status 422: field by field
 * @param reason for {@code link-unhealthy}: what broke the link
 * @param reconnectUrl for {@code link-unhealthy}: where the household repairs it
 */
@Serdeable(naming = SnakeCaseStrategy.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Problem(
        String type,
        String title,
        int status,
        String detail,
        @Nullable List<Field> errors,
        @Nullable String reason,
        @Nullable String reconnectUrl) {

    /** The media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    /** One without fields. */
    public static Problem of(HttpStatus status, String type, String title, String detail) {
        return new Problem(type, title, status.getCode(), detail, null, null, null);
    }

    static Problem invalid(List<FieldError> errors) {
        return new Problem(
                "invalid-input",
                "Some values cannot be taken",
                HttpStatus.UNPROCESSABLE_ENTITY.getCode(),
                "Correct the fields named in errors and send the request again.",
                errors.stream()
                        .map(error -> new Field(error.field(), error.message()))
                        .toList(),
                null,
                null);
    }

    static Problem unhealthy(String reason, String reconnectUrl) {
        return new Problem(
                "link-unhealthy",
                "The household has to reconnect",
                HttpStatus.CONFLICT.getCode(),
                "Send the household to reconnect_url. It removes the app in Ring and connects it again.",
                null,
                reason,
                reconnectUrl);
    }

    /** A field as the caller named it, and what it takes. */
    @Serdeable
    public record Field(String field, String message) {}
}
