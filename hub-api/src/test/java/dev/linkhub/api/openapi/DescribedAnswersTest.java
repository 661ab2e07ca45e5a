package dev.linkhub.api.openapi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiJourney;
import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.testing.PictureServer;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the API answers is what the description says that it answers, operation by operation. */
@Tag("persistence")
@MicronautTest(transactional = false)
class DescribedAnswersTest extends ApiJourney {

    private static final String APP =
            "{\"slug\":\"second\",\"name\":\"A\",\"client_id\":\"c\",\"client_secret\":\"s\",\"hmac_key\":\"h\"}";

    private final Set<String> called = new TreeSet<>();
    private @Nullable OpenApiDocument document;
    private @Nullable String key;

    @Override
    protected Map<String, String> settings() {
        return Map.of("hub.sandbox.url", ring.url().toString(), "hub.egress-allow", "localhost");
    }

    @Test
    void everyOperationAnswersAsDescribed() throws GeneralSecurityException, IOException {
        document = new OpenApiDocument(http);
        Onboarded app = onboard();
        key = tenants.key(app.tenant());
        String link = link(app, Environment.PRODUCTION).linkId();

        key = ApiTest.OPERATOR_KEY;
        call(201, "POST /api/v1/tenants", "", "{\"slug\":\"described\",\"name\":\"D\"}");
        call(200, "GET /api/v1/tenants", "", "");
        call(201, "POST /api/v1/tenants/{slug}/api-keys", "described", "{\"name\":\"k\"}");
        call(200, "GET /api/v1/fleet/health", "", "");

        key = tenants.key(app.tenant());
        String issued = String.valueOf(call(
                        201,
                        "POST /api/v1/api-keys",
                        "",
                        "{\"name\":\"k\",\"reach\":\"test\",\"expires_at\":\"2099-01-01T00:00:00Z\"}")
                .get("id"));
        call(200, "GET /api/v1/api-keys", "", "");
        call(204, "DELETE /api/v1/api-keys/{id}", issued, "");
        call(201, "POST /api/v1/apps", "", APP);
        call(200, "GET /api/v1/apps", "", "");
        call(200, "GET /api/v1/apps/{app}", "second", "");
        call(200, "PATCH /api/v1/apps/{app}", "second", "{\"name\":\"B\"}");
        call(200, "PUT /api/v1/apps/{app}/credentials", "second", "{\"hmac_key\":\"i\"}");
        sandbox();
        call(204, "DELETE /api/v1/apps/{app}", "second", "");
        try (PictureServer cdn = PictureServer.start()) {
            call(
                    200,
                    "PUT /api/v1/branding",
                    "",
                    "{\"display_name\":\"B\",\"primary_color\":\"#aa3366\",\"logo_url\":\"%s\",\"locale\":\"de\"}"
                            .formatted(cdn.address("/l.png")));
        }
        call(200, "GET /api/v1/branding", "", "");
        call(
                200,
                "PUT /api/v1/sign-in",
                "",
                "{\"type\":\"oidc\",\"issuer\":\"https://login.example.com\",\"client_id\":\"c\",\"replace\":true}");
        call(200, "GET /api/v1/sign-in", "", "");
        call(200, "PATCH /api/v1/links/{id}", link, "{\"external_id\":\"u\",\"metadata\":{\"floor\":\"2\"}}");
        call(200, "GET /api/v1/links/{id}", link, "");
        call(200, "GET /api/v1/links", "", "");
        call(200, "POST /api/v1/links/{id}/access-token", link, "{}");
        call(200, "POST /api/v1/links/{id}/refresh", link, "");
        call(200, "GET /api/v1/links/{id}/events", link, "");
        call(200, "GET /api/v1/health", "", "");
        call(200, "GET /api/v1/audit", "", "");
        problems(link);
        ringsOwn(app);

        assertThat(called)
                .isEqualTo(new TreeSet<>(document.operations().keySet().stream()
                        .filter(operation -> !operation.equals("GET /api/v1/openapi.yaml"))
                        .toList()));
    }

    private void sandbox() {
        String all = "/api/v1/apps/{app}/sandbox/installations";
        String id = String.valueOf(call(201, "POST " + all, "second", "{}").get("id"));
        String one = all + "/{installation}";
        call(200, "GET " + all, "second", "");
        call(200, "GET " + one, List.of("second", id), "");
        call(200, "POST " + one + "/sign-in", List.of("second", id), "");
        call(200, "POST " + one + "/press", List.of("second", id), "");
        call(200, "POST " + one + "/remove", List.of("second", id), "");
    }

    private void problems(String link) {
        call(404, "GET /api/v1/links/{id}", "nothing", "");
        call(409, "DELETE /api/v1/apps/{app}", appOf(link), "");
        call(422, "POST /api/v1/apps", "", "{}");
        call(429, "POST /api/v1/links/{id}/refresh", link, "");
    }

    private String appOf(String link) {
        return String.valueOf(http.as(key).get("/api/v1/links/" + link).get("app"));
    }

    private void ringsOwn(Onboarded app) throws GeneralSecurityException {
        String endpoint = endpointKey(app.app(), Environment.PRODUCTION);
        String event = EVENT.formatted("r-described");
        key = null;
        call(503, "POST /ring/{endpoint_key}/webhook", endpointKey(onboard().app(), Environment.STAGING), "{}");
        call(200, "POST /ring/{endpoint_key}/webhook", endpoint, event, "X-Signature", signature(app, event));
        call(400, "POST /ring/{endpoint_key}/token-exchange", endpoint, "{\"code\":\"nope\"}");
    }

    private Answer call(int status, String operation, String id, String json, String... headers) {
        return call(status, operation, List.of(id), json, headers);
    }

    /** {@code ids}: what stands in the path's variables. */
    private Answer call(int status, String operation, List<String> ids, String json, String... headers) {
        OpenApiDocument described = Objects.requireNonNull(document);
        String method = operation.substring(0, operation.indexOf(' '));
        String path = operation.substring(operation.indexOf(' ') + 1);
        for (String id : ids) {
            path = path.replaceFirst("\\{\\w+}", id);
        }
        Answer answer = http.as(key).json(method, path, json, headers);
        assertThat(answer.status()).as(operation + " " + answer).isEqualTo(status);
        Map<String, Object> schema =
                described.answered(Objects.requireNonNull(described.operations().get(operation), operation), status);
        if (schema == null) {
            assertThat(answer.text()).as(operation).isEmpty();
        } else {
            assertThat(described.differences(answer.json(), schema))
                    .as(operation)
                    .isEmpty();
        }
        called.add(operation);
        return answer;
    }
}
