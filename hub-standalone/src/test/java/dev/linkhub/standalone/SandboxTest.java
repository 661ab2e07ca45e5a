package dev.linkhub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.standalone.demo.JsonApi;
import dev.linkhub.standalone.testing.HubProcess;
import dev.linkhub.standalone.testing.NewTenant;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What {@code ./hub up} starts along for those who have none of Ring's credentials yet. */
@Tag("end-to-end")
class SandboxTest {

    private static final String OPERATOR_KEY = "operator-key-of-the-sandbox-test-0123456789";
    private static final String JAR = System.getProperty("hub.test.simulator-jar");

    @Test
    void anIntegratorTriesTheWholeJourneyAndItOutlivesAKill() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient();
                HubProcess hub = HubProcess.start(
                                "sandbox", Map.of("HUB_OPERATOR_KEY", OPERATOR_KEY, "HUB_SANDBOX_JAR", JAR))
                        .awaitReady()) {
            JsonApi api = NewTenant.onboard(http, hub, OPERATOR_KEY);
            api.post("/api/v1/apps", Map.of("slug", "porch", "name", "Porch"));
            JsonNode installed = api.post("/api/v1/apps/porch/sandbox/installations", Map.of());
            NewTenant.linkHousehold(
                    URI.create(installed.path("account_link_url").asText()), "sam.sandbox@example.com");
            JsonNode link =
                    api.get("/api/v1/links?environment=sandbox").path("items").path(0);
            assertThat(link.path("state").asText()).isEqualTo("COMPLETED");
            assertThat(Files.getPosixFilePermissions(hub.dataDir().resolve("sandbox.state")))
                    .isEqualTo(PosixFilePermissions.fromString("rw-------"));

            hub.kill();
            hub.startAgain();

            String path = "/api/v1/links/" + link.path("id").asText();
            assertThat(api.post(path + "/refresh", Map.of()).path("generation").asInt())
                    .as("the simulator still knows the tokens")
                    .isGreaterThan(link.path("generation").asInt());
            JsonNode shown = api.get("/api/v1/apps/porch/sandbox/installations");
            assertThat(shown.path("items").path(0).path("status").asText()).isEqualTo("completed");
        }
    }

    @Test
    void aSimulatorThatCannotStartLeavesAHubWithoutSandbox() throws Exception {
        try (HttpClient http = HttpClient.newHttpClient();
                HubProcess hub = HubProcess.start(
                        "no-sandbox",
                        Map.of("HUB_OPERATOR_KEY", OPERATOR_KEY, "HUB_SANDBOX_JAR", "/nowhere/simulator.jar"))) {
            hub.awaitReady();
            assertThat(hub.errors()).contains("hub: the sandbox did not start; the hub starts without one");
            JsonApi api = NewTenant.onboard(http, hub, OPERATOR_KEY);
            api.post("/api/v1/apps", Map.of("slug", "porch", "name", "Porch"));
            assertThat(api.tryPost("/api/v1/apps/porch/sandbox/installations")).isEqualTo(503);
        }
    }

    @Test
    void theSimulatorEndsWithWhoeverStartedIt() throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        Process simulator = new ProcessBuilder(java.toString(), "-jar", JAR, "--port", "0", "--until-end-of-input")
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        try {
            assertThat(simulator.inputReader().readLine()).startsWith("Ring simulator: ");
            assertThat(simulator.isAlive()).isTrue();

            simulator.getOutputStream().close();

            assertThat(simulator.waitFor(1, TimeUnit.MINUTES)).isTrue();
            assertThat(simulator.exitValue()).isZero();
        } finally {
            simulator.destroyForcibly();
        }
    }
}
