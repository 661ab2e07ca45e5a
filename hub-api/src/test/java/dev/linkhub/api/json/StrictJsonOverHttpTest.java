package dev.linkhub.api.json;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.api.testing.TestTenant;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies that lenient readers take for something else than their sender meant. Each is refused, and nothing is made. */
@Tag("persistence")
@MicronautTest(transactional = false)
class StrictJsonOverHttpTest implements ApiTest {

    private static final String GOOD =
            "{\"slug\":\"door\",\"name\":\"Door\",\"client_id\":\"c\",\"client_secret\":\"s\",\"hmac_key\":\"h\"}";

    @Inject
    Http http;

    @Inject
    TestTenant tenants;

    private String key;

    @BeforeEach
    void tenant() {
        key = tenants.key(tenants.tenant());
    }

    @AfterEach
    void nothingIsMade() {
        assertThat(http.as(key).get("/api/v1/apps").items("slug")).isEmpty();
    }

    @Test
    void aNameThatComesTwiceIs400() {
        assertMalformed(GOOD.replace("\"name\"", "\"slug\":\"gate\",\"name\""));
        assertMalformed(GOOD.replace("\"slug\"", "\"\\u0073lug\":\"gate\",\"slug\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "{}", "]", "}", ",", "\"text\"", "\u0000"})
    void anythingBehindTheObjectIs400(String rest) {
        assertMalformed(GOOD + rest);
        assertMalformed(GOOD + "\n \t" + rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{'slug':'door'}",
                "{slug:\"door\"}",
                "{\"slug\":NaN}",
                "{\"slug\":01}",
                "{\"slug\":\"door\",}",
                "{/* */\"slug\":\"door\"}",
                "{\"slug\":\"do\nor\"}"
            })
    void whatOnlyResemblesJsonIs400(String body) {
        assertMalformed(body);
    }

    @Test
    void aNumberWithoutEndIs400OrNoText() {
        assertMalformed(GOOD.replace("\"Door\"", "1".repeat(5_000)));
        for (String number : List.of("1e999999999", "-0.0", "9".repeat(400), "1e-999999999")) {
            assertThat(http.as(key)
                            .post("/api/v1/apps", GOOD.replace("\"Door\"", number))
                            .wrongFields())
                    .as(number)
                    .containsExactly("name");
        }
    }

    @Test
    void halfACharacterIsNoText() {
        String half = "\"\\ud83c\"";
        for (String field : List.of("Door", "\"c\"", "\"s\"", "\"h\"")) {
            Answer refused = http.as(key)
                    .post("/api/v1/apps", GOOD.replace(field.startsWith("\"") ? field : "\"" + field + "\"", half));
            assertThat(refused.status()).as(refused.toString()).isEqualTo(422);
            assertThat(refused.wrongFields()).hasSize(1);
        }
        assertThat(http.as(key)
                        .post("/api/v1/api-keys", "{\"name\":\"k\",\"scopes\":[" + half + "]}")
                        .wrongFields())
                .containsExactly("scopes");
    }

    @Test
    void anUnknownNameIsShownCutBetweenCharacters() {
        String name = "x".repeat(79) + "🏠🏠🏠";
        Answer refused = http.as(key).post("/api/v1/apps", GOOD.replace("\"slug\"", "\"" + name + "\":1,\"slug\""));

        assertThat(refused.wrongFields()).containsExactly("x".repeat(79) + "🏠…");
    }

    private void assertMalformed(String body) {
        Answer refused = http.as(key).post("/api/v1/apps", body);
        assertThat(refused.status()).as(refused.toString()).isEqualTo(400);
        assertThat(refused.get("type")).isEqualTo("malformed-body");
    }
}
