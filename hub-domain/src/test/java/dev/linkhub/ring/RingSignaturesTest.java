package dev.linkhub.ring;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkhub.vault.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RingSignaturesTest {

    private static final Secret KEY = Secret.of("dGVzdC1obWFjLWtleS1mb3ItcmluZy1odWI9PQ==");
    private static final String TIME = "1771130906289";
    private static final String ACCOUNT = "ava1.ring.account.TESTACCOUNT0001";

    @ParameterizedTest
    @MethodSource("nonces")
    void theNonceIsThatOfTheVector(JsonNode vector) {
        Secret key = Secret.of(vector.get("hmac_key").asText());
        String time = vector.get("time").asText();
        String account = vector.get("account_id").asText();
        String nonce = vector.get("nonce").asText();

        assertThat(RingSignatures.nonce(key, time, account)).isEqualTo(nonce);
        assertThat(RingSignatures.nonceMatches(key, time, account, Secret.of(nonce)))
                .isTrue();
        assertThat(RingSignatures.nonceMatches(key, time + "0", account, Secret.of(nonce)))
                .isFalse();
    }

    @ParameterizedTest
    @MethodSource("webhooks")
    void theSignatureIsThatOfTheVector(JsonNode vector) {
        Secret key = Secret.of(vector.get("hmac_key").asText());
        byte[] body = vector.get("raw_body").asText().getBytes(UTF_8);
        String signature = vector.get("x_signature").asText();

        assertThat(RingSignatures.webhookMatches(key, body, signature)).isTrue();
        body[body.length - 1] ^= 1;
        assertThat(RingSignatures.webhookMatches(key, body, signature)).isFalse();
    }

    @Test
    void theLikelyMistakesDoNotMatch() {
        for (String wrong : List.of(
                "rU18eYfLQNsrkzI_K9O2qr3PWrFQ5fy4W0As6MaDLu8",
                "ej2PWHFU1eOARP18e/rrWUOPlcLwhZIG/tVOoObJOiY=",
                "",
                "ej2PWHFU1eOARP18e_rrWUOPlcLwhZIG_tVOoObJOiY=")) {
            assertThat(RingSignatures.nonceMatches(KEY, TIME, ACCOUNT, Secret.of(wrong)))
                    .as(wrong)
                    .isFalse();
        }
        assertThat(RingSignatures.webhookMatches(KEY, new byte[0], "")).isFalse();
        assertThat(RingSignatures.webhookMatches(KEY, new byte[0], "sha256=")).isFalse();
    }

    static Stream<JsonNode> nonces() throws IOException {
        return vectors("nonce");
    }

    static Stream<JsonNode> webhooks() throws IOException {
        return vectors("webhook_signature");
    }

    private static Stream<JsonNode> vectors(String kind) throws IOException {
        try (InputStream json = RingSignaturesTest.class.getResourceAsStream("/vectors/ring-signatures.json")) {
            JsonNode all = new ObjectMapper().readTree(Objects.requireNonNull(json));
            return StreamSupport.stream(all.get(kind).spliterator(), false);
        }
    }
}
