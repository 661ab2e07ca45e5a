package dev.linkhub.api.ring;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.linkhub.vault.Secret;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.serde.ObjectMapper;
import io.netty.handler.codec.http.QueryStringDecoder;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Finds the code in what Ring posts. How Ring encodes it is not certain and has been seen without a content type, so the body
 * itself tells whether it is a form or JSON ({@code ring-contract.md} §1.2 and §13 number 1).
 */
@Singleton
class PostedCode {

    private static final String NAME = "code";
    private static final int LONGEST = 2048;

    private final ObjectMapper mapper;

    PostedCode(ObjectMapper mapper) {
        this.mapper = mapper;
    }

    /** The code from the body, or else from the query. */
    Optional<Secret> find(byte[] body, Optional<String> fromQuery) {
        String text = new String(body, UTF_8).strip();
        Optional<String> code = text.startsWith("{") ? fromJson(text) : fromForm(text);
        return code.filter(PostedCode::isOne)
                .or(() -> fromQuery.filter(PostedCode::isOne))
                .map(Secret::of);
    }

    private Optional<String> fromJson(String text) {
        try {
            JsonNode code = mapper.readValue(text, JsonNode.class).get(NAME);
            return code != null && code.isString() ? Optional.of(code.getStringValue()) : Optional.empty();
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    private static Optional<String> fromForm(String text) {
        try {
            List<String> codes =
                    new QueryStringDecoder(text, UTF_8, false).parameters().getOrDefault(NAME, List.of());
            return codes.stream().findFirst();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static boolean isOne(String code) {
        return !code.isBlank() && code.length() <= LONGEST;
    }
}
