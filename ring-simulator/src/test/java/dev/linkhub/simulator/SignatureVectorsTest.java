package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkhub.simulator.app.SigningKey;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SignatureVectorsTest {

    static Stream<JsonNode> nonces() throws IOException {
        return vectors("nonce");
    }

    static Stream<JsonNode> signatures() throws IOException {
        return vectors("webhook_signature");
    }

    @ParameterizedTest
    @MethodSource("nonces")
    void nonceMatchesTheVector(JsonNode vector) {
        SigningKey key = new SigningKey(vector.path("hmac_key").asText());

        assertThat(key.nonce(
                        vector.path("time").asText(), vector.path("account_id").asText()))
                .isEqualTo(vector.path("nonce").asText());
    }

    @ParameterizedTest
    @MethodSource("signatures")
    void webhookSignatureMatchesTheVector(JsonNode vector) {
        SigningKey key = new SigningKey(vector.path("hmac_key").asText());

        assertThat(key.signature(vector.path("raw_body").asText().getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(vector.path("x_signature").asText());
    }

    private static Stream<JsonNode> vectors(String kind) throws IOException {
        try (InputStream file = SignatureVectorsTest.class.getResourceAsStream("/ring-signatures.json")) {
            assertThat(file).isNotNull();
            return StreamSupport.stream(
                    new ObjectMapper().readTree(file).path(kind).spliterator(), false);
        }
    }
}
