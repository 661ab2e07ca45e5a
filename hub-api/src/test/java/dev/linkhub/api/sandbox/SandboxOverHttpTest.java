package dev.linkhub.api.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.api.testing.ApiJourney;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.household.Household;
import dev.linkhub.household.Households;
import dev.linkhub.linking.Claim;
import dev.linkhub.linking.FlowStart;
import dev.linkhub.linking.LinkCompletion;
import dev.linkhub.linking.LinkingFlow;
import dev.linkhub.linking.LinkingFlows;
import dev.linkhub.linking.NonceClaims;
import dev.linkhub.partnerapp.Environment;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.partnerapp.PauseReason;
import dev.linkhub.simulator.RingSimulator;
import dev.linkhub.simulator.client.AppDetails;
import dev.linkhub.simulator.client.RecordedRequest;
import dev.linkhub.simulator.client.RingSimulatorClient;
import dev.linkhub.tenant.ApiScope;
import dev.linkhub.tenant.Tenant;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.netty.handler.codec.http.QueryStringDecoder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ring is one simulator here and the sandbox another, so that a call to the wrong one shows. */
@Tag("persistence")
@MicronautTest(transactional = false)
class SandboxOverHttpTest extends ApiJourney {

    private final RingSimulator simulator = RingSimulator.start(0);
    private final RingSimulatorClient sandbox = simulator.client();

    private Tenant tenant;
    private String key;

    @Override
    protected Map<String, String> settings() {
        String port = freePort();
        return Map.of(
                "micronaut.server.port",
                port,
                "hub.public-url",
                "http://localhost:" + port,
                "hub.sandbox.url",
                simulator.url().toString());
    }

    @BeforeEach
    void tenant() {
        sandbox.reset();
        tenant = tenants.tenant();
        key = tenants.key(tenant);
    }

    @AfterAll
    void stop() {
        sandbox.close();
        simulator.close();
    }

    @Test
    void anAppIsTriedBeforeRingHasIssuedItsCredentials() {
        Answer app = http.as(key).post("/api/v1/apps", "{\"slug\":\"porch\",\"name\":\"Porch\"}");
        assertThat(app.status()).isEqualTo(201);
        assertThat(app.get("status")).isEqualTo("PAUSED");
        assertThat(app.get("pause_reason")).isEqualTo("NO_CREDENTIALS");
        assertThat(app.json().get("client_id")).isNull();

        Answer installed = http.as(key).post(installations("porch"), "{}");
        assertThat(installed.status()).as(installed.text()).isEqualTo(201);
        assertThat(installed.json().get("code_status").getIntValue()).isEqualTo(200);
        assertThat(installed.get("account_link_url")).contains("/t/" + tenant.slug() + "/porch/sandbox/link?");

        String link = link("porch", installed);

        Answer shown = http.as(key).get("/api/v1/links?app=porch&environment=sandbox");
        assertThat(shown.json().get("items").size()).isEqualTo(1);
        assertThat(shown.json().get("items").get(0).get("state").getStringValue())
                .isEqualTo("COMPLETED");
        assertThat(shown.json().get("items").get(0).get("health").getStringValue())
                .isEqualTo("HEALTHY");
        assertThat(shown.json().get("items").get(0).get("app").getStringValue()).isEqualTo(app.get("id"));
        assertThat(http.as(key)
                        .get(installations("porch") + "/" + installed.get("id"))
                        .get("status"))
                .isEqualTo("completed");
        Answer token = http.as(key).post("/api/v1/links/" + link + "/access-token", "{}");
        assertThat(sandbox.introspect(Objects.requireNonNull(token.get("access_token")))
                        .active())
                .isTrue();
        assertThat(http.as(key).get("/api/v1/links").json().get("items").size())
                .as("listed on request only")
                .isZero();
        assertThat(http.as(key)
                        .get(installations("porch") + "/" + installed.get("id"))
                        .json()
                        .get("account_link_url"))
                .as("the nonce is for whoever may act")
                .isNull();
        assertThat(http.as(key).get("/api/v1/audit").text())
                .contains("app.sandbox_made")
                .doesNotContain("sbx_");
        assertThat(http.as(key).get("/api/v1/health").json().get("links").getIntValue())
                .as("nobody's household")
                .isZero();
        assertThat(http.as(key).get("/api/v1/apps").json().get("items").size())
                .as("a sandbox is no app of its own")
                .isEqualTo(1);
    }

    @Test
    void credentialsGivenLaterWakeTheAppAndLeaveItsSandboxAsItIs() {
        http.as(key).post("/api/v1/apps", "{\"slug\":\"later\",\"name\":\"Later\"}");
        http.as(key).post(installations("later"), "{}");
        PartnerApp before =
                apps().findIn(Environment.SANDBOX, tenant.scope(), "later").orElseThrow();

        Answer half = http.as(key)
                .json("PUT", "/api/v1/apps/later/credentials", "{\"client_secret\":\"s\",\"hmac_key\":\"k\"}");
        assertThat(half.status()).isEqualTo(422);
        assertThat(half.text()).contains("client_id");
        Answer whole = http.as(key)
                .json(
                        "PUT",
                        "/api/v1/apps/later/credentials",
                        "{\"client_id\":\"c\",\"client_secret\":\"s\",\"hmac_key\":\"k\"}");
        assertThat(whole.get("status")).isEqualTo("ACTIVE");
        assertThat(whole.get("client_id")).isEqualTo("c");
        assertThat(apps().findIn(Environment.SANDBOX, tenant.scope(), "later")).contains(before);
        Answer another =
                http.as(key).json("PUT", "/api/v1/apps/later/credentials", "{\"client_id\":\"d\",\"hmac_key\":\"k\"}");
        assertThat(another.status()).isEqualTo(422);
        assertThat(another.text()).contains("keeps its client id");
    }

    @Test
    void ringIsAskedToComeAgainWhileAnAppHasNoCredentials() {
        http.as(key).post("/api/v1/apps", "{\"slug\":\"early\",\"name\":\"Early\"}");
        String endpoint = "/ring/" + endpointKey(apps().get(tenant.scope(), "early"), Environment.PRODUCTION);

        assertThat(post(endpoint + "/token-exchange", "code=c").status()).isEqualTo(503);
        assertThat(post(endpoint + "/webhook", "{}", "X-Signature", "sha256=00").status())
                .as("a 4xx would never be sent again")
                .isEqualTo(503);
    }

    @Test
    void ringGetsItsOwnCredentialsAndTokensAndTheSandboxItsOwn() {
        Onboarded real = onboard();
        String slug = real.app().slug();
        String ofReal = tenants.key(real.tenant());
        Linked linked = link(real, Environment.PRODUCTION);
        Answer installed = http.as(ofReal).post(installations(slug), "{}");
        tenant = real.tenant();
        String tried = link(slug, installed);
        int before = ring.ring().requests().size();

        assertThat(http.as(ofReal)
                        .post("/api/v1/links/" + tried + "/refresh", "")
                        .status())
                .isEqualTo(200);
        assertThat(ring.ring().requests()).as("calls at Ring").hasSize(before);
        int inSandbox = sandbox.requests().size();
        assertThat(http.as(ofReal)
                        .post("/api/v1/links/" + linked.linkId() + "/refresh", "")
                        .status())
                .isEqualTo(200);
        assertThat(sandbox.requests()).as("calls in the sandbox").hasSize(inSandbox);

        assertThat(sandbox.requests())
                .filteredOn(call ->
                        call.endpoint().startsWith("token.") || call.endpoint().equals("users_me"))
                .isNotEmpty()
                .extracting(RecordedRequest::status)
                .as("a credential of Ring's would be refused here")
                .containsOnly(200);
        AppDetails known = sandbox.apps().getFirst();
        assertThat(known.clientId()).isNotEqualTo(real.atRing().clientId());
        assertThat(known.clientSecret()).isNotEqualTo(real.atRing().clientSecret());
        assertThat(known.hmacKey()).isNotEqualTo(real.atRing().hmacKey());
    }

    @Test
    void theUserSignsInAgainRingsRemovesAndInstallsAgain() {
        http.as(key).post("/api/v1/apps", "{\"slug\":\"again\",\"name\":\"Again\"}");
        Answer installed = http.as(key).post(installations("again"), "{\"first_name\":\"Ada\"}");
        String path = installations("again") + "/" + installed.get("id");
        String link = link("again", installed);
        Answer once = http.as(key).post(path + "/sign-in", "");
        assertThat(once.get("account_link_url")).isNotEqualTo(installed.get("account_link_url"));
        assertThat(http.as(key).post(path + "/press", "").status()).isEqualTo(200);
        assertThat(sandbox.events()).anyMatch(event -> event.type().equals("button_press"));
        assertThat(http.as(key).post(path + "/remove", "").get("status")).isEqualTo("removed");
        Answer gone = http.as(key).post(path + "/sign-in", "");
        assertThat(gone.status()).as(gone.text()).isEqualTo(409);

        Answer reinstalled =
                http.as(key).post(installations("again"), "{\"account\":\"" + installed.get("ring_account_id") + "\"}");
        assertThat(reinstalled.get("ring_account_id")).isEqualTo(installed.get("ring_account_id"));
        assertThat(link("again", reinstalled))
                .as("the repaired link keeps its id")
                .isEqualTo(link);
        assertThat(http.as(key).get(installations("again")).json().get("items").size())
                .isEqualTo(2);
    }

    @Test
    void aSimulatorThatForgotEverythingIsToldAnew() {
        http.as(key).post("/api/v1/apps", "{\"slug\":\"lost\",\"name\":\"Lost\"}");
        String link = link("lost", http.as(key).post(installations("lost"), "{}"));
        sandbox.reset();
        http.as(key).post("/api/v1/links/" + link + "/refresh", "");
        PartnerApp paused =
                apps().findIn(Environment.SANDBOX, tenant.scope(), "lost").orElseThrow();
        assertThat(paused.isPaused()).as("the simulator knows no such client").isTrue();
        assertThat(apps().get(tenant.scope(), "lost").pauseReason())
                .as("the app itself is as it was")
                .isEqualTo(PauseReason.NO_CREDENTIALS);

        assertThat(http.as(key).post(installations("lost"), "{}").status()).isEqualTo(201);
        assertThat(apps().byId(tenant.scope(), paused.appId()).isPaused()).isFalse();
    }

    @Test
    void nobodyReachesWhatIsAnotherApps() {
        http.as(key).post("/api/v1/apps", "{\"slug\":\"mine\",\"name\":\"Mine\"}");
        http.as(key).post("/api/v1/apps", "{\"slug\":\"other\",\"name\":\"Other\"}");
        Answer mine = http.as(key).post(installations("mine"), "{}");
        http.as(key).post(installations("other"), "{}");
        String stranger = tenants.key(tenants.tenant());
        String sandboxId = apps().findIn(Environment.SANDBOX, tenant.scope(), "mine")
                .orElseThrow()
                .appId();

        assertThat(http.as(stranger).get(installations("mine")).status()).isEqualTo(404);
        for (String action : List.of("sign-in", "remove", "press")) {
            String path = "/" + mine.get("id") + "/" + action;
            assertThat(http.as(key).post(installations("other") + path, "").status())
                    .as(action)
                    .isEqualTo(404);
            assertThat(http.as(stranger).post(installations("mine") + path, "").status())
                    .as(action)
                    .isEqualTo(404);
        }
        Answer foreign =
                http.as(key).post(installations("other"), "{\"account\":\"" + mine.get("ring_account_id") + "\"}");
        assertThat(foreign.status()).isEqualTo(422);
        assertThat(foreign.text()).contains("account");
        assertThat(http.as(key).get("/api/v1/apps/" + sandboxId).status()).isEqualTo(404);
        assertThat(http.as(key).delete("/api/v1/apps/" + sandboxId).status()).isEqualTo(404);
        assertThat(http.as(tenants.key(tenant, ApiScope.APPS_READ))
                        .post(installations("mine"), "{}")
                        .status())
                .isEqualTo(403);
        assertThat(http.as(tenants.testKey(tenant))
                        .post(installations("mine"), "{}")
                        .status())
                .as("test keys reach the sandbox")
                .isEqualTo(201);
    }

    @Test
    void badFieldsAreNamedAndThereIsRoomForTwentyUsers() {
        http.as(key).post("/api/v1/apps", "{\"slug\":\"full\",\"name\":\"Full\"}");
        Answer bad = http.as(key).post(installations("full"), "{\"first_name\":\" \",\"email\":\"nowhere\"}");
        assertThat(bad.status()).isEqualTo(422);
        assertThat(bad.text()).contains("first_name", "email");
        for (int i = 0; i < 20; i++) {
            assertThat(http.as(key).post(installations("full"), "{}").status()).isEqualTo(201);
        }
        Answer oneMore = http.as(key).post(installations("full"), "{}");
        assertThat(oneMore.status()).isEqualTo(409);
        assertThat(oneMore.text()).contains("Name one of them as account");
    }

    @Test
    void theOldestRemovedInstallationsMakeRoom() {
        http.as(key).post("/api/v1/apps", "{\"slug\":\"worn\",\"name\":\"Worn\"}");
        Answer first = http.as(key).post(installations("worn"), "{}");
        String again = "{\"account\":\"" + first.get("ring_account_id") + "\"}";
        String last = String.valueOf(first.get("id"));
        for (int i = 0; i < 50; i++) {
            http.as(key).post(installations("worn") + "/" + last + "/remove", "");
            Answer next = http.as(key).post(installations("worn"), again);
            assertThat(next.status()).as("installation %d", i + 2).isEqualTo(201);
            last = String.valueOf(next.get("id"));
        }
        assertThat(http.as(key).get(installations("worn")).json().get("items").size())
                .isEqualTo(50);
        assertThat(http.as(key)
                        .get(installations("worn") + "/" + first.get("id"))
                        .status())
                .as("the first is forgotten")
                .isEqualTo(404);
    }

    @Test
    void anAppIsDeletedWithWhatWasTriedInItsSandbox() {
        http.as(key).post("/api/v1/apps", "{\"slug\":\"done\",\"name\":\"Done\"}");
        Answer installed = http.as(key).post(installations("done"), "{}");
        String link = link("done", installed);
        PartnerApp tried =
                apps().findIn(Environment.SANDBOX, tenant.scope(), "done").orElseThrow();

        assertThat(http.as(key).delete("/api/v1/apps/done").status()).isEqualTo(204);
        assertThat(http.as(key).get("/api/v1/links/" + link).status()).isEqualTo(404);
        assertThat(apps().findById(tenant.scope(), tried.appId())).isEmpty();
        assertThat(sandbox.apps()).as("the simulator forgets it too").isEmpty();
        assertThat(sandbox.accounts()).isEmpty();
    }

    private static String installations(String app) {
        return "/api/v1/apps/" + app + "/sandbox/installations";
    }

    /** Links what was installed as a household's browser does, as far as COMPLETED. */
    private String link(String slug, Answer installed) {
        TenantScope scope = tenant.scope();
        PartnerApp app = apps().findIn(Environment.SANDBOX, scope, slug).orElseThrow();
        Map<String, List<String>> query = new QueryStringDecoder(installed.get("account_link_url")).parameters();
        LinkingFlows flows = hub.getBean(LinkingFlows.class);
        FlowStart.Started started = (FlowStart.Started) flows.start(
                app,
                Environment.SANDBOX,
                query.getOrDefault("nonce", List.of("")).getFirst(),
                query.getOrDefault("time", List.of("")).getFirst(),
                "198.51.100.1");
        LinkingFlow flow =
                flows.find(scope, started.flowId(), started.browserSecret()).orElseThrow();
        Household household =
                hub.getBean(Households.class).findOrCreate(scope, Households.HUB, "ada-" + slug, "ada@example.com");
        NonceClaims claims = hub.getBean(NonceClaims.class);
        claims.match(app, flow, household.householdId());
        Claim.Claimed claimed = (Claim.Claimed) claims.confirm(app, flow, household.householdId(), "a•••@example.com");
        hub.getBean(LinkCompletion.class).proceed(scope, claimed.linkId());
        return claimed.linkId();
    }

    private PartnerApps apps() {
        return hub.getBean(PartnerApps.class);
    }

    private static String freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return String.valueOf(socket.getLocalPort());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
