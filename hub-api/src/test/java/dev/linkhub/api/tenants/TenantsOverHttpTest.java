package dev.linkhub.api.tenants;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import dev.linkhub.api.testing.Http.Answer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("persistence")
@MicronautTest(transactional = false)
class TenantsOverHttpTest implements ApiTest {

    @Inject
    Http http;

    @Test
    void anOperatorMakesATenantAndItsFirstKeyWhichWorks() {
        Answer made = operator("/api/v1/tenants", "{\"slug\":\"acme\",\"name\":\"Acme\"}");
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.get("id")).startsWith("ten_");
        assertThat(made.get("slug")).isEqualTo("acme");
        assertThat(made.get("created_at")).endsWith("Z");

        Answer issued = operator("/api/v1/tenants/acme/api-keys", "{\"name\":\"first\"}");
        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.get("id")).startsWith("key_");
        String key = String.valueOf(issued.get("key"));
        assertThat(key).matches("hub_live_[0-9a-z]{26}_[0-9A-Za-z]{43}");

        Answer keys = http.as(key).get("/api/v1/api-keys");
        assertThat(keys.items("id")).containsExactly(issued.get("id"));
        assertThat(keys.text()).doesNotContain(key.substring(key.lastIndexOf('_') + 1));
        assertThat(http.as(key).get("/api/v1/audit").items("action"))
                .containsExactly("api_key.issued", "tenant.created");
        assertThat(http.as(key).get("/api/v1/audit").items("actor")).containsExactly("operator", "operator");
    }

    @Test
    void anOperatorCannotGiveTheScopeOfTokens() {
        operator("/api/v1/tenants", "{\"slug\":\"no-tokens\",\"name\":\"N\"}");

        Answer refused = operator(
                "/api/v1/tenants/no-tokens/api-keys", "{\"name\":\"k\",\"scopes\":[\"links:read\",\"tokens:read\"]}");

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.wrongFields()).containsExactly("scopes");
        String byDefault = operator("/api/v1/tenants/no-tokens/api-keys", "{\"name\":\"k\"}")
                .text();
        assertThat(byDefault).contains("keys:write").doesNotContain("tokens:read");
        String key = operator("/api/v1/tenants/no-tokens/api-keys", "{\"name\":\"k\"}")
                .get("key");
        assertThat(http.as(key).get("/api/v1/api-keys").items("id")).hasSize(2);
    }

    @Test
    void aKeyForAnUnknownTenantIs404() {
        assertThat(operator("/api/v1/tenants/nobody/api-keys", "{\"name\":\"k\"}")
                        .status())
                .isEqualTo(404);
    }

    @Test
    void anUnknownScopeOrNoneIs422() {
        operator("/api/v1/tenants", "{\"slug\":\"scopes\",\"name\":\"S\"}");
        for (String scopes : List.of("[\"links:erase\"]", "[]", "[5]", "[\"LINKS:READ\"]")) {
            Answer refused = operator("/api/v1/tenants/scopes/api-keys", "{\"name\":\"k\",\"scopes\":" + scopes + "}");
            assertThat(refused.status()).as(scopes).isEqualTo(422);
            assertThat(refused.wrongFields()).containsExactly("scopes");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "a", "Acme", "a b", "a/b", "ä-b", "a_b", "01234567890123456789012345678901234567890", "ab\\n"
            })
    void aBadSlugIs422(String slug) {
        Answer refused = operator("/api/v1/tenants", "{\"slug\":\"%s\",\"name\":\"N\"}".formatted(slug));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.wrongFields()).containsExactly("slug");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "a\\u0000b", "a\\nb", "\\u001b[31m", "\\u0085"})
    void aNameOfNothingOrWithControlCharactersIs422(String name) {
        Answer refused = operator("/api/v1/tenants", "{\"slug\":\"names\",\"name\":\"%s\"}".formatted(name));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.wrongFields()).containsExactly("name");
    }

    @Test
    void aNameOver80CharactersIs422() {
        String body = "{\"slug\":\"long\",\"name\":\"%s\"}".formatted("x".repeat(81));
        assertThat(operator("/api/v1/tenants", body).wrongFields()).containsExactly("name");
    }

    @Test
    void aDuplicateSlugIs409AndTheFirstTenantStays() {
        operator("/api/v1/tenants", "{\"slug\":\"twice\",\"name\":\"First\"}");

        Answer refused = operator("/api/v1/tenants", "{\"slug\":\"twice\",\"name\":\"Second\"}");

        assertThat(refused.status()).isEqualTo(409);
        assertThat(refused.get("type")).isEqualTo("conflict");
        assertThat(list("?limit=200").items("name")).contains("First").doesNotContain("Second");
    }

    @Test
    void htmlInNamesIsKeptAsText() {
        String name = "<script>alert(1)</script> & 'Söhne' \\\"🏠\\\"";

        Answer made = operator("/api/v1/tenants", "{\"slug\":\"html\",\"name\":\"%s\"}".formatted(name));

        assertThat(made.get("name")).isEqualTo("<script>alert(1)</script> & 'Söhne' \"🏠\"");
        assertThat(made.header("Content-Type")).isEqualTo("application/json");
        assertThat(made.header("X-Content-Type-Options")).isEqualTo("nosniff");
    }

    @Test
    void aListComesInPagesUntilThereIsNoCursor() {
        for (int i = 0; i < 5; i++) {
            operator("/api/v1/tenants", "{\"slug\":\"page-%d\",\"name\":\"P\"}".formatted(i));
        }
        List<String> all = list("?limit=200").items("slug");
        assertThat(list("?limit=200").get("next_cursor")).isNull();

        Answer first = list("?limit=3");
        assertThat(first.items("slug")).isEqualTo(all.subList(0, 3));
        Answer second = list("?limit=" + (all.size() - 3) + "&cursor=" + first.get("next_cursor"));

        assertThat(second.items("slug")).isEqualTo(all.subList(3, all.size()));
        assertThat(second.get("next_cursor")).isNull();
    }

    private Answer operator(String path, String json) {
        return http.as(OPERATOR_KEY).post(path, json);
    }

    private Answer list(String query) {
        return http.as(OPERATOR_KEY).get("/api/v1/tenants" + query);
    }
}
