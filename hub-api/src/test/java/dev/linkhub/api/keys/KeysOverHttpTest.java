package dev.linkhub.api.keys;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.api.testing.TestTenant;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.testing.MovableClock;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("persistence")
@MicronautTest(transactional = false)
class KeysOverHttpTest implements ApiTest {

    @Inject
    Http http;

    @Inject
    TestTenant tenants;

    @Inject
    MovableClock clock;

    private Tenant tenant;
    private String key;

    @BeforeEach
    void tenant() {
        tenant = tenants.tenant();
        key = tenants.key(tenant);
    }

    @Test
    void aKeyOfTheTenantMayGiveTheScopeOfTokensAndTheAuditShowsIt() {
        Answer issued = issue("{\"name\":\"cloud\",\"scopes\":[\"tokens:read\"]}");

        assertThat(issued.status()).isEqualTo(201);
        assertThat(issued.json().get("scopes").get(0).getStringValue()).isEqualTo("tokens:read");
        assertThat(http.as(key).get("/api/v1/audit?limit=1").text()).contains("tokens:read");
    }

    @Test
    void aKeyEndsWhenItExpires() {
        String end = clock.instant().plusSeconds(60).toString();
        Answer issued = issue("{\"name\":\"short\",\"expires_at\":\"%s\"}".formatted(end));
        String shortLived = issued.get("key");

        assertThat(issued.get("expires_at")).isEqualTo(end);
        assertThat(http.as(shortLived).get("/api/v1/apps").status()).isEqualTo(200);
        clock.advance(Duration.ofSeconds(60));
        assertThat(http.as(shortLived).get("/api/v1/apps").status()).isEqualTo(401);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2020-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999999999Z",
                "+10000-01-01T00:00:00Z",
                "2099-01-01",
                "2099-02-30T00:00:00Z",
                ""
            })
    void anEndInThePastOrOutOfRangeIs422(String end) {
        Answer refused = issue("{\"name\":\"k\",\"expires_at\":\"%s\"}".formatted(end));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.wrongFields()).containsExactly("expires_at");
    }

    @Test
    void anEndWithAnOffsetIsTaken() {
        Answer issued = issue("{\"name\":\"k\",\"expires_at\":\"2099-01-01T01:00:00+01:00\"}");

        assertThat(issued.get("expires_at")).isEqualTo("2099-01-01T00:00:00Z");
    }

    @Test
    void aDeletedKeyIs401AtOnce() {
        Answer issued = issue("{\"name\":\"gone\"}");

        assertThat(http.as(key).delete("/api/v1/api-keys/" + issued.get("id")).status())
                .isEqualTo(204);

        assertThat(http.as(issued.get("key")).get("/api/v1/apps").status()).isEqualTo(401);
        assertThat(http.as(key).delete("/api/v1/api-keys/" + issued.get("id")).status())
                .isEqualTo(404);
    }

    @Test
    void anotherTenantsKeyCannotBeDeletedOrSeen() {
        String others = tenants.key(tenants.tenant());
        String id = issue("{\"name\":\"mine\"}").get("id");

        Answer foreign = http.as(others).delete("/api/v1/api-keys/" + id);
        Answer unknown = http.as(others).delete("/api/v1/api-keys/key_01kam6x0f3q4z01kam6x0f3q4z");

        assertThat(foreign.status()).isEqualTo(404);
        assertThat(foreign.text()).isEqualTo(unknown.text());
        assertThat(http.as(others).get("/api/v1/api-keys").items("id")).doesNotContain(id);
        assertThat(http.as(key).get("/api/v1/api-keys").items("id")).contains(id);
    }

    @Test
    void aTestKeyChangesNothingThatReachesProduction() {
        String testKey = tenants.testKey(tenant);
        for (Answer refused : new Answer[] {
            http.as(testKey).post("/api/v1/api-keys", "{\"name\":\"k\"}"),
            http.as(testKey).delete("/api/v1/api-keys/key_01kam6x0f3q4z01kam6x0f3q4z"),
            http.as(testKey).delete("/api/v1/apps/any"),
            http.as(testKey).json("PATCH", "/api/v1/apps/any", "{\"name\":\"x\"}"),
            http.as(testKey).json("PUT", "/api/v1/apps/any/credentials", "{\"hmac_key\":\"x\"}")
        }) {
            assertThat(refused.status()).isEqualTo(403);
            assertThat(refused.get("type")).isEqualTo("out-of-reach");
        }
    }

    /** What happened in production is for those who reach it. */
    @Test
    void aTestKeyDoesNotSeeTheAudit() {
        Answer refused = http.as(tenants.testKey(tenant)).get("/api/v1/audit");
        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.get("type")).isEqualTo("out-of-reach");
    }

    @Test
    void aKeyIsItsReachItsIdAndItsSecretTogether() {
        String[] mine = key.split("_", -1);
        String[] sibling = tenants.key(tenant).split("_", -1);
        for (String forged : new String[] {
            "hub_test_" + mine[2] + "_" + mine[3],
            "hub_live_" + sibling[2] + "_" + mine[3],
            "hub_live_" + mine[2] + "_" + sibling[3],
            "hub_live_" + mine[2] + "_" + swapped(mine[3]),
            "hub_live_" + mine[2] + "_" + mine[3].substring(1),
            "HUB_LIVE_" + mine[2] + "_" + mine[3],
            key + "x",
            "key_" + mine[2],
            mine[3]
        }) {
            assertThat(http.as(forged).get("/api/v1/apps").status()).isEqualTo(401);
        }
        assertThat(http.as(key).get("/api/v1/apps").status()).isEqualTo(200);
    }

    @Test
    void aListComesInPagesAndShowsNoSecret() {
        String issued = String.valueOf(issue("{\"name\":\"second\"}").get("key"));

        Answer first = http.as(key).get("/api/v1/api-keys?limit=1");
        Answer second = http.as(key).get("/api/v1/api-keys?limit=1&cursor=" + first.get("next_cursor"));

        assertThat(first.items("name")).containsExactly("a key");
        assertThat(second.items("name")).containsExactly("second");
        assertThat(second.get("next_cursor")).isNull();
        assertThat(second.text()).doesNotContain(issued.substring(issued.lastIndexOf('_') + 1));
    }

    @Test
    void aKeyMayDoWhatItsScopesSayAndNothingElse() {
        String reader = String.valueOf(issue("{\"name\":\"r\",\"scopes\":[\"links:read\",\"links:read\"]}")
                .get("key"));

        assertThat(http.as(reader).get("/api/v1/links").status()).isEqualTo(200);
        assertThat(http.as(reader).get("/api/v1/health").status()).isEqualTo(200);
        for (String path : new String[] {"/api/v1/apps", "/api/v1/api-keys", "/api/v1/audit", "/api/v1/branding"}) {
            Answer refused = http.as(reader).get(path);
            assertThat(refused.status()).as(path).isEqualTo(403);
            assertThat(refused.get("type")).isEqualTo("missing-scope");
        }
        assertThat(http.as(reader)
                        .post("/api/v1/api-keys", "{\"name\":\"more\"}")
                        .status())
                .isEqualTo(403);
    }

    @Test
    void aTestKeyIsIssuedOnRequest() {
        Answer issued = issue("{\"name\":\"t\",\"reach\":\"test\"}");

        assertThat(issued.get("key")).startsWith("hub_test_");
        assertThat(issued.get("reach")).isEqualTo("test");
        assertThat(issue("{\"name\":\"t\",\"reach\":\"prod\"}").wrongFields()).containsExactly("reach");
    }

    /** The same letters, capitals for small ones and the other way round. */
    private static String swapped(String text) {
        StringBuilder swapped = new StringBuilder();
        text.chars()
                .map(each -> Character.isUpperCase(each) ? Character.toLowerCase(each) : Character.toUpperCase(each))
                .forEach(swapped::appendCodePoint);
        return swapped.toString();
    }

    private Answer issue(String json) {
        return http.as(key).post("/api/v1/api-keys", json);
    }
}
