package dev.linkhub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.db.testing.TestDatabase;
import dev.linkhub.simulator.RingSimulator;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.client.AppDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.client.RingSimulatorClient;
import dev.linkhub.standalone.demo.JsonApi;
import dev.linkhub.standalone.testing.Await;
import dev.linkhub.standalone.testing.HubProcess;
import dev.linkhub.standalone.testing.NewTenant;
import dev.linkhub.testing.DatabaseProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database hangs, Ring answers all the same, and then the hub is killed: what Ring said is there after the start. */
@Tag("end-to-end")
class SpoolRestartTest {

    private static final String OPERATOR_KEY = "operator-key-of-the-spool-test-0123456789";
    private static final RingEnvironment PRODUCTION = RingEnvironment.PRODUCTION;
    private static final Duration LATE = Duration.ofSeconds(5);

    private final HttpClient http = HttpClient.newHttpClient();
    private final RingSimulator simulator = RingSimulator.start(0);
    private final RingSimulatorClient ring = simulator.client();
    private final DatabaseAddress database = TestDatabase.fresh();
    private final DatabaseProxy proxy = new DatabaseProxy(database.url());
    private HubProcess hub;
    private JsonApi api;
    private AppDetails app;
    private String accountId;

    @BeforeEach
    void startAndOnboard() {
        hub = HubProcess.start(
                        "spool",
                        Map.of(
                                "HUB_DB_URL", proxy.url(),
                                "HUB_DB_USER", database.user(),
                                "HUB_DB_PASSWORD", database.password(),
                                "HUB_OPERATOR_KEY", OPERATOR_KEY,
                                "HUB_RING_OAUTH_URL", simulator.url().toString(),
                                "HUB_RING_API_URL", simulator.url().toString()))
                .awaitReady();
        api = NewTenant.onboard(http, hub, OPERATOR_KEY);
        app = NewTenant.addApp(api, ring);
        accountId = ring.createAccount(NewAccount.of("Vera", "Miller", "vera@ring.example"))
                .id();
    }

    @AfterEach
    void stop() throws Exception {
        proxy.speak();
        hub.close();
        proxy.close();
        ring.close();
        simulator.close();
        http.close();
    }

    @Test
    void whatRingAnsweredWhileTheDatabaseHungIsThereAfterAKill() throws Exception {
        InstallationDetails installation = installWhileTheDatabaseHangs();
        NewTenant.linkFirstHousehold(ring.signIn(installation.id()).redirect().accountLinkUrl());
        String linkId = api.get("/api/v1/links?account=" + accountId)
                .path("items")
                .path(0)
                .path("id")
                .asText();
        assertThat(ring.introspect(NewTenant.accessToken(api, linkId)).active()).isTrue();

        int before = link(linkId).path("generation").asInt();
        refreshWhileTheDatabaseHangs(linkId);
        assertThat(link(linkId).path("generation").asInt()).isEqualTo(before + 1);
        assertThat(link(linkId).path("health").asText()).isEqualTo("HEALTHY");
        assertThat(ring.introspect(NewTenant.accessToken(api, linkId)).active()).isTrue();
        assertThat(ring.installation(installation.id()).liveRefreshTokens()).isEqualTo(1);

        api.post("/api/v1/links/" + linkId + "/access-token", Map.of("rejected_generation", before + 1));
        assertThat(link(linkId).path("generation").asInt())
                .as("and what was stored can be refreshed")
                .isEqualTo(before + 2);
        assertThat(ring.counters())
                .containsEntry("spent_refresh_tokens_received", 0L)
                .containsEntry("codes_redeemed_twice", 0L);
        assertThat(hub.output() + hub.errors()).doesNotContain(app.clientSecret(), app.hmacKey());
    }

    private InstallationDetails installWhileTheDatabaseHangs() throws Exception {
        CompletableFuture<InstallationDetails> installing =
                whileRingIsLate("token.authorization_code", () -> ring.install(accountId, app.id(), PRODUCTION));
        InstallationDetails installation = installing.get();
        hangUpAndStartAgain();
        Await.untilTrue(
                "the account is known",
                () -> ring.installation(installation.id()).liveRefreshTokens() == 1
                        && ring.requests("users_me").size() >= 1);
        return installation;
    }

    private void refreshWhileTheDatabaseHangs(String linkId) throws Exception {
        CompletableFuture<Integer> asked =
                whileRingIsLate("token.refresh_token", () -> api.tryPost("/api/v1/links/" + linkId + "/refresh"));
        hangUpAndStartAgain();
        assertThat(asked.handle((status, failure) -> failure != null).get())
                .as("the call died with the hub")
                .isTrue();
    }

    /** The call is at Ring, which takes its time, and the database falls silent over that. Returns once Ring's answer is spooled. */
    private <T> CompletableFuture<T> whileRingIsLate(String endpoint, Supplier<T> call) {
        long faults = ring.counter("faults_applied");
        ring.fault(NewFault.late(endpoint, LATE).times(1));
        CompletableFuture<T> calling = CompletableFuture.supplyAsync(call);
        Await.untilTrue("Ring is late", () -> ring.counter("faults_applied") > faults);
        proxy.fallSilent();
        Await.untilTrue("Ring's answer is spooled", () -> spooledBytes() > 0);
        return calling;
    }

    private void hangUpAndStartAgain() throws Exception {
        hub.kill();
        proxy.speak();
        hub.startAgain();
        assertThat(spooledBytes()).as("all is written before the hub is ready").isZero();
    }

    private long spooledBytes() {
        try (Stream<Path> files = Files.list(hub.dataDir().resolve("spool"))) {
            long bytes = 0;
            for (Path file :
                    files.filter(one -> one.toString().endsWith(".spool")).toList()) {
                bytes += Files.size(file);
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private JsonNode link(String linkId) {
        return api.get("/api/v1/links/" + linkId);
    }
}
