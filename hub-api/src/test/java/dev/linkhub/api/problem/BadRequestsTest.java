package dev.linkhub.api.problem;

import static dev.linkhub.api.testing.ApiTest.OPERATOR_KEY;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.api.testing.TestTenant;
import dev.linkhub.tenant.ApiScope;
import dev.linkhub.tenant.Tenant;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.ByteArrayInputStream;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("persistence")
@MicronautTest(transactional = false)
class BadRequestsTest implements ApiTest {

    private static final String NEW_APP =
            "{\"slug\":\"door\",\"name\":\"Door\",\"client_id\":\"c\",\"client_secret\":\"s\",\"hmac_key\":\"h\"}";

    @Inject
    Http http;

    @Inject
    TestTenant tenants;

    private Tenant tenant;
    private String key;

    @BeforeAll
    void tenant() {
        tenant = tenants.tenant();
        key = tenants.key(tenant);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "[]", "\"text\"", "null", "{\"slug\":}", "{\"slug\":\"a\"", "\u0000"})
    void aBodyThatIsNoJsonObjectIs400(String body) {
        Answer answer = http.as(key).post("/api/v1/apps", body);

        assertProblem(answer, 400, "malformed-body");
    }

    @Test
    void anEndlesslyNestedBodyIs400() {
        Answer answer = http.as(key).post("/api/v1/apps", "{\"slug\":" + "[".repeat(100_000));

        assertProblem(answer, 400, "malformed-body");
    }

    @Test
    void anUnknownFieldIs422AndNamed() {
        Answer answer = http.as(key).post("/api/v1/apps", NEW_APP.replace("hmac_key", "hmac_kye"));

        assertProblem(answer, 422, "invalid-input");
        assertThat(answer.wrongFields()).containsExactly("hmac_kye");
        assertThat(http.as(key).get("/api/v1/apps/door").status()).isEqualTo(404);
    }

    @Test
    void wrongTypesAre422AndAllNamed() {
        Answer answer = http.as(key)
                .post(
                        "/api/v1/api-keys",
                        "{\"name\":5,\"scopes\":\"links:read\",\"reach\":true,\"expires_at\":\"tomorrow\"}");

        assertProblem(answer, 422, "invalid-input");
        assertThat(answer.wrongFields()).containsExactlyInAnyOrder("name", "scopes", "reach", "expires_at");
    }

    @Test
    void missingFieldsAre422AndAllNamed() {
        Answer answer = http.as(key).post("/api/v1/apps", "{\"name\":null}");

        assertProblem(answer, 422, "invalid-input");
        assertThat(answer.wrongFields()).containsExactlyInAnyOrder("slug", "name");
    }

    @Test
    void aBodyOverOneMebibyteIs413AndNothingIsMade() {
        String body = NEW_APP.replace("\"Door\"", "\"" + "x".repeat(1 << 20) + "\"");

        assertProblem(http.as(key).post("/api/v1/apps", body), 413, "body-too-large");
        Answer unannounced = http.as(key)
                .send(
                        "POST",
                        "/api/v1/apps",
                        BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(body.getBytes(UTF_8))),
                        "Content-Type",
                        "application/json");
        assertProblem(unannounced, 413, "body-too-large");
        assertThat(http.as(key).get("/api/v1/apps/door").status()).isEqualTo(404);
    }

    @Test
    void anotherContentTypeIs415() {
        Answer answer = http.as(key)
                .send("POST", "/api/v1/apps", BodyPublishers.ofString("slug=a"), "Content-Type", "text/plain");

        assertProblem(answer, 415, "unsupported-media-type");
    }

    @Test
    void anUnknownPathIs404WithAndWithoutKey() {
        assertProblem(http.as(key).get("/api/v1/nothing"), 404, "no-such-address");
        assertProblem(http.anonymously().get("/api/v1/nothing"), 404, "no-such-address");
        assertProblem(http.anonymously().get("/api/v2/apps"), 404, "no-such-address");
    }

    /** Every filter of ours sees these, and none may lose the answer. */
    @ParameterizedTest
    @ValueSource(strings = {"GET", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"})
    void whereNoRouteIsItIs404Or405WhoeverAsksHowever(String method) {
        String[] repeatable = {"Idempotency-Key", "k-" + method};
        for (Http.As caller : List.of(http.anonymously(), http.as("wrong"), http.as(key), http.as(OPERATOR_KEY))) {
            for (BodyPublisher body : List.of(BodyPublishers.noBody(), BodyPublishers.ofString("{}"))) {
                assertProblem(caller.send(method, "/api/v1/nothing", body), 404, "no-such-address");
                assertProblem(caller.send(method, "/api/v1/nothing", body, repeatable), 404, "no-such-address");
                assertProblem(caller.send(method, "/ring/nothing", body, repeatable), 404, "no-such-address");
            }
        }
        for (Http.As caller : List.of(http.anonymously(), http.as(key))) {
            assertProblem(
                    caller.send(method, "/api/v1/links/x/none-such", BodyPublishers.noBody()), 404, "no-such-address");
            if (!method.equals("GET")) {
                Answer answer = caller.send(method, "/api/v1/health", BodyPublishers.ofString("{}"), repeatable);
                assertProblem(answer, 405, "method-not-allowed");
                assertThat(answer.header("Allow")).contains("GET");
            }
        }
    }

    @Test
    void anotherMethodIs405AndSaysWhichDo() {
        Answer answer = http.as(key).json("PUT", "/api/v1/apps", "{}");

        assertProblem(answer, 405, "method-not-allowed");
        assertThat(answer.header("Allow")).contains("GET").contains("POST");
    }

    @Test
    void anotherAcceptedTypeIs406() {
        Answer answer = http.as(key).send("GET", "/api/v1/apps", BodyPublishers.noBody(), "Accept", "text/html");

        assertProblem(answer, 406, "not-acceptable");
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "201", "-1", "abc", "1.5", "99999999999"})
    void aLimitOutOfRangeIs422(String limit) {
        Answer answer = http.as(key).get("/api/v1/apps?limit=" + limit);

        assertProblem(answer, 422, "invalid-input");
        assertThat(answer.wrongFields()).containsExactly("limit");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "app_",
                "ten_01kam6x0f3q4z01kam6x0f3q4z",
                "app_%27%20OR%201=1",
                "app_01KAM6X0F3Q4Z01KAM6X0F3Q4Z"
            })
    void aCursorThatIsNotOursIs422(String cursor) {
        Answer answer = http.as(key).get("/api/v1/apps?cursor=" + cursor);

        assertProblem(answer, 422, "invalid-input");
        assertThat(answer.wrongFields()).containsExactly("cursor");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hub_live_nothing",
                "wrong-operator-key",
                "hub_live_01kam6x0f3q4z01kam6x0f3q4z_0123456789012345678901234567890123456789012"
            })
    void aWrongKeyIs401(String wrong) {
        Answer answer = http.as(wrong).get("/api/v1/apps");

        assertProblem(answer, 401, "unauthenticated");
        assertThat(answer.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(answer.text()).doesNotContain(wrong);
    }

    @Test
    void noKeyIs401EverywhereAndNeverARedirect() {
        for (String path : new String[] {"/api/v1/apps", "/api/v1/api-keys", "/api/v1/tenants", "/api/v1/audit"}) {
            Answer answer = http.anonymously().send("GET", path, BodyPublishers.noBody(), "Accept", "text/html, */*");
            assertProblem(answer, 401, "unauthenticated");
            assertThat(answer.header("Location")).isEmpty();
        }
        assertProblem(
                http.anonymously()
                        .send("GET", "/api/v1/apps", BodyPublishers.noBody(), "Authorization", "Basic " + OPERATOR_KEY),
                401,
                "unauthenticated");
    }

    @Test
    void aMissingScopeIs403AndNamed() {
        String reader = tenants.key(tenant, ApiScope.APPS_READ);

        Answer answer = http.as(reader).post("/api/v1/apps", NEW_APP);

        assertProblem(answer, 403, "missing-scope");
        assertThat(answer.get("detail")).contains("apps:write");
        assertThat(http.as(reader).get("/api/v1/apps").status()).isEqualTo(200);
    }

    @Test
    void operatorsAndTenantsKeepToTheirOwnRoutes() {
        assertProblem(http.as(OPERATOR_KEY).get("/api/v1/apps"), 403, "missing-scope");
        assertProblem(http.as(OPERATOR_KEY).get("/api/v1/audit"), 403, "missing-scope");
        assertProblem(http.as(key).get("/api/v1/tenants"), 403, "missing-scope");
        assertProblem(http.as(key).post("/api/v1/tenants", "{}"), 403, "missing-scope");
        assertProblem(http.as(key).post("/api/v1/tenants/" + tenant.slug() + "/api-keys", "{}"), 403, "missing-scope");
    }

    @Test
    void foreignAndUnknownIdsAnswerAlikeToTheByte() {
        Tenant other = tenants.tenant();
        String others = tenants.key(other);
        String app = http.as(others)
                .post("/api/v1/apps", NEW_APP.replace("door", "theirs"))
                .get("id");
        String unknown = "app_01kam6x0f3q4z01kam6x0f3q4z";
        for (String method : new String[] {"GET", "DELETE"}) {
            Answer foreign = http.as(key).send(method, "/api/v1/apps/" + app, BodyPublishers.noBody());
            Answer missing = http.as(key).send(method, "/api/v1/apps/" + unknown, BodyPublishers.noBody());
            Answer foreignSlug = http.as(key).send(method, "/api/v1/apps/theirs", BodyPublishers.noBody());
            assertProblem(foreign, 404, "not-found");
            assertThat(foreign.text()).isEqualTo(missing.text()).isEqualTo(foreignSlug.text());
        }
        assertProblem(http.as(key).json("PATCH", "/api/v1/apps/" + app, "{\"name\":\"mine\"}"), 404, "not-found");
        assertProblem(
                http.as(key).json("PUT", "/api/v1/apps/" + app + "/credentials", "{\"hmac_key\":\"x\"}"),
                404,
                "not-found");
        assertThat(http.as(others).get("/api/v1/apps/theirs").status()).isEqualTo(200);
    }

    private static void assertProblem(Answer answer, int status, String type) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Request-Id")).matches("req_[0-9a-z]{26}");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        assertThat(answer.get("type")).isEqualTo(type);
        assertThat(answer.get("status")).isEqualTo(Integer.toString(status));
        assertThat(answer.get("title")).isNotBlank();
        assertThat(answer.get("detail")).isNotBlank();
    }
}
