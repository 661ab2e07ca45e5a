package dev.linkhub.simulator.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkhub.simulator.api.Answer;
import dev.linkhub.simulator.api.ApiRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The plain JSON body of a POST or PATCH; fields that are not text count as missing. {@code wrapped}: they may be within
 * a JSON:API document instead.
 */
record IntegrationBody(
        @Nullable String nonce,
        @Nullable String accountIdentifier,
        @Nullable String status,
        boolean wrapped) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty where the body is no JSON object. */
    static Optional<IntegrationBody> parse(ApiRequest request) {
        try {
            JsonNode body = JSON.readTree(request.body().text());
            return body == null || !body.isObject()
                    ? Optional.empty()
                    : Optional.of(new IntegrationBody(
                            text(body, "nonce"),
                            text(body, "account_identifier"),
                            text(body, "status"),
                            body.path("data").isObject()));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    /** Says in the trace why fields may be missing. */
    Answer explain(Answer refusal) {
        return wrapped
                ? refusal.remarked("the body is wrapped as JSON:API: Ring takes the fields themselves")
                : refusal;
    }

    private static @Nullable String text(JsonNode body, String field) {
        String value = body.path(field).textValue();
        return value == null || value.isBlank() ? null : value;
    }
}
