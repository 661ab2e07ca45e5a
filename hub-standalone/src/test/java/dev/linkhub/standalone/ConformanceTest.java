package dev.linkhub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.linkhub.standalone.demo.JsonApi;
import dev.linkhub.standalone.testing.HubProcess;
import dev.linkhub.standalone.testing.NewTenant;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The hub as a certification reviewer would look at it: the simulator's conformance run, with a household that signs in. */
@Tag("end-to-end")
class ConformanceTest {

    private static final String OPERATOR_KEY = "operator-key-of-the-conformance-test-0123456789";
    private static final String ASKS = "Open this address in a browser and sign in: ";

    @TempDir
    Path folder;

    @Test
    void theHubPassesTheConformanceRun() throws Exception {
        int port = freePort();
        String ring = "http://127.0.0.1:" + port;
        try (HttpClient http = HttpClient.newHttpClient();
                HubProcess hub = HubProcess.start(
                                "conformance",
                                Map.of(
                                        "HUB_OPERATOR_KEY", OPERATOR_KEY,
                                        "HUB_RING_OAUTH_URL", ring,
                                        "HUB_RING_API_URL", ring,
                                        // The run itself counts as one caller, and asks more often than a household.
                                        "HUB_TRUSTED_PROXIES", "127.0.0.1"))
                        .awaitReady()) {
            JsonApi api = NewTenant.onboard(http, hub, OPERATOR_KEY);
            JsonNode urls = api.post(
                            "/api/v1/apps",
                            Map.of(
                                    "slug", "doorman",
                                    "name", "Doorman",
                                    "client_id", "doorman-client",
                                    "client_secret", "doorman-secret",
                                    "hmac_key", "ZG9vcm1hbi1rZXk="))
                    .path("urls")
                    .path("production");
            Path credentials = Files.writeString(
                    folder.resolve("ring.properties"),
                    "client_id=doorman-client\nclient_secret=doorman-secret\nhmac_key=ZG9vcm1hbi1rZXk=\n");

            Process check = check(urls, credentials, port);
            try (BufferedReader asked = check.errorReader()) {
                for (String line = asked.readLine(); line != null; line = asked.readLine()) {
                    if (line.startsWith(ASKS)) {
                        NewTenant.linkHousehold(URI.create(line.substring(ASKS.length())), "check@example.com");
                    }
                }
            } finally {
                assertThat(check.waitFor(1, TimeUnit.MINUTES)).isTrue();
            }

            JsonNode report = new ObjectMapper().readTree(Files.readString(folder.resolve("report.json")));
            Map<String, String> notPassed = new TreeMap<>();
            report.path("cases").forEach(one -> {
                if (!one.path("verdict").asText().equals("pass")) {
                    notPassed.put(
                            one.path("case").asText(),
                            one.path("verdict").asText() + ": "
                                    + one.path("finding").asText());
                }
            });
            assertThat(notPassed.values()).allMatch(finding -> finding.startsWith("warn: "));
            assertThat(notPassed.keySet())
                    .as(
                            "no https on this machine; home asks to sign in; a removal this close to the link is asked about")
                    .containsExactly("addresses.https", "homepage.answers", "removal.no-calls");
            assertThat(check.exitValue()).isZero();
        }
    }

    private Process check(JsonNode urls, Path credentials, int port) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        return new ProcessBuilder(List.of(
                        java.toString(),
                        "-jar",
                        System.getProperty("hub.test.simulator-jar"),
                        "check",
                        "--json",
                        "--credentials",
                        credentials.toString(),
                        "--port",
                        String.valueOf(port),
                        "--wait",
                        "PT2M",
                        "--token-exchange",
                        urls.path("token_exchange").asText(),
                        "--link",
                        urls.path("account_link").asText(),
                        "--webhook",
                        urls.path("webhook").asText(),
                        "--homepage",
                        urls.path("app_homepage").asText()))
                .redirectOutput(folder.resolve("report.json").toFile())
                .start();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }
}
