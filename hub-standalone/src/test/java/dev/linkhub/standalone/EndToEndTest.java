package dev.linkhub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.RingSimulator;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.client.AppDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.client.RingSimulatorClient;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.standalone.demo.HouseholdBrowser;
import dev.linkhub.standalone.demo.JsonApi;
import dev.linkhub.standalone.testing.Await;
import dev.linkhub.standalone.testing.HubProcess;
import dev.linkhub.standalone.testing.NewTenant;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The whole journey over HTTP against the jar in its own process, with a Ring that rotates strictly and a hub that is killed. */
@Tag("end-to-end")
class EndToEndTest {

    private static final String OPERATOR_KEY = "operator-key-of-the-end-to-end-test-0123456789";
    private static final String EMAIL = "vera@ring.example";
    private static final String PASSWORD = "a few words to remember";
    private static final RingEnvironment PRODUCTION = RingEnvironment.PRODUCTION;

    private final HttpClient http = HttpClient.newHttpClient();
    private final RingSimulator simulator = RingSimulator.start(0);
    private final RingSimulatorClient ring = simulator.client();
    private HubProcess hub;
    private JsonApi api;
    private AppDetails app;
    private String accountId;

    @BeforeEach
    void startAndOnboard() {
        hub = HubProcess.start(
                        "journey",
                        Map.of(
                                "HUB_OPERATOR_KEY", OPERATOR_KEY,
                                "HUB_RING_OAUTH_URL", simulator.url().toString(),
                                "HUB_RING_API_URL", simulator.url().toString(),
                                "HUB_REFRESH_INTERVAL", "PT5S",
                                "HUB_REFRESH_DEADLINE", "PT2S",
                                "HUB_REFRESH_LEASE", "PT8S",
                                "HUB_REFRESH_QUARANTINE", "PT2S"))
                .awaitReady();
        api = NewTenant.onboard(http, hub, OPERATOR_KEY);
        app = NewTenant.addApp(api, ring);
        accountId = ring.createAccount(NewAccount.of("Vera", "Miller", "vera@ring.example"))
                .id();
    }

    @AfterEach
    void stop() throws InterruptedException {
        hub.close();
        ring.close();
        simulator.close();
        http.close();
    }

    @Test
    void fromInstallationToReconnectOverKillsAndRestartsNoTokenIsSentTwice() throws Exception {
        InstallationDetails installation = installWhileTheHubIsKilled();
        String linkId = linkFromTheBrowser(installation, "Create an account", "Create account");
        assertThat(health(linkId)).isEqualTo("HEALTHY");
        assertThat(ring.installation(installation.id()).status()).isEqualTo(InstallationStatus.COMPLETED);

        awaitGeneration(linkId, 3);
        String token = NewTenant.accessToken(api, linkId);
        assertThat(ring.introspect(token).active()).isTrue();
        assertThat(audited("access_token.disclosed", linkId)).isTrue();

        killWhileRefreshing(linkId);
        awaitGeneration(linkId, generation(linkId) + 2);
        assertThat(health(linkId)).isEqualTo("HEALTHY");
        assertThat(hub.stop()).isEqualTo(143);
        hub.startAgain();
        assertThat(ring.introspect(NewTenant.accessToken(api, linkId)).active()).isTrue();

        ring.remove(installation.id());
        Await.untilTrue("the removal has arrived", () -> state(linkId).equals("REMOVED"));
        assertThat(api.tryPost("/api/v1/links/" + linkId + "/access-token")).isEqualTo(409);

        InstallationDetails again = ring.install(accountId, app.id(), PRODUCTION);
        assertThat(linkFromTheBrowser(again, "Sign in", "Sign in"))
                .as("the same link lives again")
                .isEqualTo(linkId);
        assertThat(health(linkId)).isEqualTo("HEALTHY");
        assertThat(ring.introspect(NewTenant.accessToken(api, linkId)).active()).isTrue();

        assertThat(ring.counters())
                .containsEntry("spent_refresh_tokens_received", 0L)
                .containsEntry("codes_redeemed_twice", 0L);
        assertNothingSecretWasSaid(token, again);

        disconnectAtHome();
        assertThat(state(linkId)).isEqualTo("REMOVED");
        assertThat(api.tryPost("/api/v1/links/" + linkId + "/access-token")).isEqualTo(409);
        Await.untilTrue(
                "Ring is told",
                () -> ring.installation(again.id()).status() == InstallationStatus.AWAITING
                        && audited("link.tokens_dropped", linkId));
    }

    private void disconnectAtHome() {
        URI home = URI.create(api.get("/api/v1/apps")
                .path("items")
                .path(0)
                .path("urls")
                .path("production")
                .path("app_homepage")
                .asText());
        try (HouseholdBrowser browser = new HouseholdBrowser("203.0.113.7")) {
            Document page = browser.press(browser.open(home), "Sign in", Map.of("email", EMAIL, "password", PASSWORD));
            assertThat(page.select(".badge").text()).contains("Working");
            Document asked = browser.follow(page, "Disconnect this link");
            assertThat(browser.press(asked, "Disconnect", Map.of())
                            .select("h2 .badge")
                            .text())
                    .isEqualTo("Disconnected");
        }
    }

    /** Ring hangs over the code, the hub has stored it and answered; then the hub dies, and a worker redeems it after the start. */
    private InstallationDetails installWhileTheHubIsKilled() throws Exception {
        ring.fault(NewFault.of("token.authorization_code", FaultKind.HANG).times(1));
        InstallationDetails installation = ring.install(accountId, app.id(), PRODUCTION);
        assertThat(installation.requireTokenExchange().status())
                .as("the code is safe, whatever Ring makes of it")
                .isEqualTo(200);
        hub.kill();
        assertThat(ring.installation(installation.id()).liveRefreshTokens()).isZero();
        hub.startAgain();
        Await.untilTrue(
                "the worker has redeemed the code",
                () -> ring.installation(installation.id()).liveRefreshTokens() == 1);
        return installation;
    }

    /** Ring hangs over a refresh, and the hub dies before it can know what came of it. */
    private void killWhileRefreshing(String linkId) throws Exception {
        long before = ring.counter("faults_applied");
        ring.fault(NewFault.of("token.refresh_token", FaultKind.HANG).times(1));
        CompletableFuture<Integer> asked =
                CompletableFuture.supplyAsync(() -> api.tryPost("/api/v1/links/" + linkId + "/refresh"));
        Await.untilTrue("a refresh hangs", () -> ring.counter("faults_applied") > before);
        hub.kill();
        assertThat(asked.handle((status, failure) -> failure != null).get())
                .as("the call dies with the hub")
                .isTrue();
        hub.startAgain();
    }

    private String linkFromTheBrowser(InstallationDetails installation, String way, String button) {
        try (HouseholdBrowser browser = new HouseholdBrowser("203.0.113.7")) {
            Document page =
                    browser.open(ring.signIn(installation.id()).redirect().accountLinkUrl());
            Document form = way.equals(page.select("h1").text()) ? page : browser.follow(page, way);
            Document confirmation = browser.press(form, button, Map.of("email", EMAIL, "password", PASSWORD));
            assertThat(confirmation.text()).contains("V•••").contains("v•••@ring.example");
            URI progress =
                    URI.create(browser.press(confirmation, "Link", Map.of()).baseUri());
            Await.untilTrue(
                    "the page says that all is done",
                    () -> browser.open(progress).select("h1").text().startsWith("Done"));
        }
        JsonNode links = api.get("/api/v1/links?account=" + accountId).path("items");
        assertThat(links).hasSize(1);
        assertThat(links.path(0).path("state").asText()).isEqualTo("COMPLETED");
        return links.path(0).path("id").asText();
    }

    private void assertNothingSecretWasSaid(String token, InstallationDetails installation) {
        InstallationDetails.RedirectDetails redirect =
                ring.installation(installation.id()).redirect();
        assertThat(hub.output() + hub.errors())
                .contains("route=/ring/{endpoint_key}/token-exchange")
                .doesNotContain(
                        OPERATOR_KEY, PASSWORD, EMAIL, token, app.clientSecret(), app.hmacKey(), redirect.nonce());
    }

    private boolean audited(String action, String subject) {
        for (JsonNode entry : api.get("/api/v1/audit").path("items")) {
            if (entry.path("action").asText().equals(action)
                    && entry.path("subject").asText().equals(subject)) {
                return true;
            }
        }
        return false;
    }

    private void awaitGeneration(String linkId, int atLeast) {
        Await.until(
                "generation " + atLeast + " of " + linkId,
                () -> Optional.of(generation(linkId)).filter(now -> now >= atLeast));
    }

    private int generation(String linkId) {
        return link(linkId).path("generation").asInt();
    }

    private String health(String linkId) {
        return link(linkId).path("health").asText();
    }

    private String state(String linkId) {
        return link(linkId).path("state").asText();
    }

    private JsonNode link(String linkId) {
        return api.get("/api/v1/links/" + linkId);
    }
}
