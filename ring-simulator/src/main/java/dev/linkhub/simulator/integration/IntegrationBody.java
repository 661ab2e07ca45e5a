package dev.linkhub.simulator.integration;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkhub.simulator.api.ApiRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The plain JSON body of a POST or PATCH; fields that are not text count as missing. */
record IntegrationBody(
        @Nullable String nonce,
        @Nullable String accountIdentifier,
        @Nullable String status) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /** Empty where the body is no JSON object. */
    static Optional<IntegrationBody> parse(ApiRequest request) {
        try {
            JsonNode body = JSON.readTree(request.body().text());
            return body == null || !body.isObject()
                    ? Optional.empty()
                    : Optional.of(new IntegrationBody(
                            text(body, "nonce"), text(body, "account_identifier"), text(body, "status")));
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static @Nullable String text(JsonNode body, String field) {
        String value = body.path(field).textValue();
        return value == null || value.isBlank() ? null : value;
    }
}
