package dev.linkhub.api.apps;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.api.testing.TestTenant;
import dev.linkhub.partnerapp.AppCredentials;
import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.vault.Secret;
import io.micronaut.json.tree.JsonNode;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("persistence")
@MicronautTest(transactional = false)
class AppsOverHttpTest implements ApiTest {

    private static final String CLIENT_SECRET = "very-secret-client-secret";
    private static final String HMAC_KEY = "dmVyeS1zZWNyZXQtaG1hYy1rZXk=";

    @Inject
    Http http;

    @Inject
    TestTenant tenants;

    @Inject
    PartnerApps apps;

    @Inject
    AppPauses pauses;

    private Tenant tenant;
    private String key;

    @BeforeEach
    void tenant() {
        tenant = tenants.tenant();
        key = tenants.key(tenant);
    }

    @Test
    void anAppIsMadeWithFourAddressesPerEnvironment() {
        Answer made = create("doorbell");

        assertThat(made.status()).isEqualTo(201);
        assertThat(made.get("id")).startsWith("app_");
        assertThat(made.get("client_id")).isEqualTo("client-1");
        assertThat(made.get("status")).isEqualTo("ACTIVE");
        JsonNode staging = made.json().get("urls").get("staging");
        JsonNode production = made.json().get("urls").get("production");
        String base = "https://hub.example.com";
        assertThat(staging.get("token_exchange").getStringValue())
                .matches(base + "/ring/[0-9A-Za-z]{22}/token-exchange")
                .isNotEqualTo(production.get("token_exchange").getStringValue());
        assertThat(staging.get("webhook").getStringValue()).matches(base + "/ring/[0-9A-Za-z]{22}/webhook");
        assertThat(production.get("account_link").getStringValue())
                .isEqualTo(base + "/t/" + tenant.slug() + "/doorbell/production/link");
        assertThat(production.get("app_homepage").getStringValue())
                .isEqualTo(base + "/t/" + tenant.slug() + "/doorbell/production/home");
    }

    @Test
    void someCredentialsAreNoneAndAHubWithoutSimulatorSaysSo() {
        Answer half = http.as(key).post("/api/v1/apps", "{\"slug\":\"half\",\"name\":\"Half\",\"client_id\":\"c\"}");
        assertThat(half.status()).isEqualTo(422);
        assertThat(half.text()).contains("client_secret", "hmac_key");

        create("untried");
        Answer none = http.as(key).post("/api/v1/apps/untried/sandbox/installations", "{}");
        assertThat(none.status()).isEqualTo(503);
        assertThat(none.text()).contains("HUB_SANDBOX_URL");
        assertThat(http.as(key)
                        .get("/api/v1/apps/untried/sandbox/installations")
                        .text())
                .isEqualTo("{\"items\":[]}");
    }

    @Test
    void idAndSlugNameTheSameApp() {
        String id = create("either").get("id");

        assertThat(http.as(key).get("/api/v1/apps/" + id).text())
                .isEqualTo(http.as(key).get("/api/v1/apps/either").text());
    }

    @Test
    void secretsNeverComeBack() {
        String made = create("silent").text();
        String changed = http.as(key)
                .json("PUT", "/api/v1/apps/silent/credentials", "{\"client_secret\":\"other-secret-secret\"}")
                .text();
        String everything = made
                + changed
                + http.as(key).get("/api/v1/apps").text()
                + http.as(key).get("/api/v1/apps/silent").text()
                + http.as(key).get("/api/v1/audit").text()
                + http.as(key)
                        .post("/api/v1/apps", body("silent").replace("\"name\":\"An app\"", "\"name\":\"\""))
                        .text();

        assertThat(everything).doesNotContain(CLIENT_SECRET, HMAC_KEY, "other-secret-secret");
    }

    @Test
    void theHmacKeyIsKeptAsTheTextItIs() {
        PartnerApp app = apps.get(tenant.scope(), String.valueOf(create("keys").get("id")));

        AppCredentials credentials = apps.credentials(tenant.scope(), app.appId());

        assertThat(credentials.hmacKey()).isEqualTo(Secret.of(HMAC_KEY));
        assertThat(credentials.clientSecret()).isEqualTo(Secret.of(CLIENT_SECRET));
    }

    @Test
    void duplicateSlugsAre409WithinATenantOnly() {
        create("same");

        assertThat(create("same").status()).isEqualTo(409);
        String other = tenants.key(tenants.tenant());
        assertThat(http.as(other).post("/api/v1/apps", body("same")).status()).isEqualTo(201);
    }

    @Test
    void badFieldsAre422AndAllNamed() {
        Answer refused = http.as(key)
                .post(
                        "/api/v1/apps",
                        "{\"slug\":\"No Slug\",\"name\":\"\\u0007\",\"client_id\":\"\",\"client_secret\":\"\",\"hmac_key\":\"%s\"}"
                                .formatted("x".repeat(513)));

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.wrongFields()).containsExactly("slug", "name", "client_id", "client_secret", "hmac_key");
    }

    @Test
    void anAppIsRenamedAndNothingElseOfItCanBePatched() {
        create("rename");

        Answer renamed = http.as(key).json("PATCH", "/api/v1/apps/rename", "{\"name\":\"<b>New</b>\"}");

        assertThat(renamed.get("name")).isEqualTo("<b>New</b>");
        Answer refused = http.as(key).json("PATCH", "/api/v1/apps/rename", "{\"name\":\"x\",\"slug\":\"y\"}");
        assertThat(refused.wrongFields()).containsExactly("slug");
        assertThat(http.as(key).get("/api/v1/apps/rename").get("name")).isEqualTo("<b>New</b>");
    }

    @Test
    void newCredentialsLiftAPauseForRejectedOnes() {
        PartnerApp app =
                apps.get(tenant.scope(), String.valueOf(create("paused").get("id")));
        pauses.credentialsRejected(app, app.credentialVersion());
        Answer paused = http.as(key).get("/api/v1/apps/paused");
        assertThat(paused.get("status")).isEqualTo("PAUSED");
        assertThat(paused.get("pause_reason")).isEqualTo("CREDENTIALS_REJECTED");

        Answer lifted = http.as(key).json("PUT", "/api/v1/apps/paused/credentials", "{\"client_secret\":\"right\"}");

        assertThat(lifted.status()).isEqualTo(200);
        assertThat(lifted.get("status")).isEqualTo("ACTIVE");
        assertThat(http.as(key)
                        .json("PUT", "/api/v1/apps/paused/credentials", "{}")
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "door%20",
                "%20door",
                "DOOR",
                "door%00",
                "door%0A",
                "d%C3%B6r",
                "door%2F",
                "door%25",
                "..%2Fdoor",
                "%EF%BC%84"
            })
    void whatIsNotExactlyItsSlugIsAnotherApp(String almost) {
        create("door");

        assertThat(http.as(key).get("/api/v1/apps/" + almost).get("type")).isEqualTo("not-found");
        assertThat(http.as(key).delete("/api/v1/apps/" + almost).status()).isEqualTo(404);
        assertThat(http.as(key).get("/api/v1/apps/door").status()).isEqualTo(200);
    }

    @Test
    void aDeletedAppIsGone() {
        create("brief");

        assertThat(http.as(key).delete("/api/v1/apps/brief").status()).isEqualTo(204);

        assertThat(http.as(key).get("/api/v1/apps/brief").status()).isEqualTo(404);
        assertThat(http.as(key).delete("/api/v1/apps/brief").status()).isEqualTo(404);
    }

    @Test
    void aTestKeySeesStagingOnly() {
        create("seen");

        Answer seen = http.as(tenants.testKey(tenant)).get("/api/v1/apps/seen");

        assertThat(seen.json().get("urls").get("staging")).isNotNull();
        assertThat(seen.json().get("urls").get("production")).isNull();
    }

    @Test
    void aListShowsTheTenantsAppsOnly() {
        create("mine");
        http.as(tenants.key(tenants.tenant())).post("/api/v1/apps", body("theirs"));

        assertThat(http.as(key).get("/api/v1/apps").items("slug")).containsExactly("mine");
        assertThat(http.as(tenants.key(tenants.tenant())).get("/api/v1/apps").text())
                .isEqualTo("{\"items\":[]}");
    }

    private Answer create(String slug) {
        return http.as(key).post("/api/v1/apps", body(slug));
    }

    private static String body(String slug) {
        return "{\"slug\":\"%s\",\"name\":\"An app\",\"client_id\":\"client-1\",\"client_secret\":\"%s\",\"hmac_key\":\"%s\"}"
                .formatted(slug, CLIENT_SECRET, HMAC_KEY);
    }
}
