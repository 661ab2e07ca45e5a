package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import dev.linkhub.simulator.client.ControlCallFailed;
import dev.linkhub.simulator.client.RingSimulatorClient;
import dev.linkhub.simulator.guard.ControlToken;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.NetworkInterface;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class ControlTokenTest {

    private static final String TOKEN = "correct-horse-battery:staple";

    /** Of the block that is kept for documentation (RFC 5737): a start that should have failed earlier fails there. */
    private static final String NOWHERE = "203.0.113.1";

    private final RingSimulator simulator =
            RingSimulator.start(SimulatorOptions.onPort(0).withControlToken(new ControlToken(TOKEN + "\n")));

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        simulator.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"/control/apps", "/control/nothing", "/", "/accounts/x", "/assets/simulator.css"})
    void withoutTheTokenNobodyComesInFromThisMachineEither(String path) throws IOException {
        String answer = get(path, "localhost", "");

        assertThat(answer)
                .startsWith("HTTP/1.1 401")
                .containsIgnoringCase("\r\nContent-Type: application/problem+json")
                .containsIgnoringCase("\r\nWWW-Authenticate: Basic realm=")
                .contains("\"status\":401")
                .doesNotContain(TOKEN);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Bearer correct-horse-battery:stapl",
                "Bearer correct-horse-battery:staple1",
                "Bearer ",
                "correct-horse-battery:staple",
                "Basic correct-horse-battery:staple",
                "Digest correct-horse-battery:staple",
            })
    void aWrongTokenIsRefused(String authorization) throws IOException {
        assertThat(get("/control/apps", "localhost", "Authorization: " + authorization + "\r\n"))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void theTokenOpensTheControlApiAndThePagesUnderAnyName() throws IOException {
        String bearer = "Authorization: bearer " + TOKEN + "\r\n";
        String password = "Authorization: Basic " + basic("anybody", TOKEN) + "\r\n";

        assertThat(get("/control/apps", "ring.example:8090", bearer)).startsWith("HTTP/1.1 200");
        assertThat(get("/", "ring.example:8090", password)).startsWith("HTTP/1.1 200");
        assertThat(get("/", "ring.example:8090", "Authorization: Basic " + basic("anybody", "else") + "\r\n"))
                .startsWith("HTTP/1.1 401");
    }

    @Test
    void aBrowserThatKnowsThePasswordIsNotSteeredByOtherSites() throws IOException {
        String password = "Authorization: Basic " + basic("me", TOKEN) + "\r\n";

        assertThat(send("POST", "/control/reset", "ring.example", password + "Origin: https://evil.example\r\n"))
                .startsWith("HTTP/1.1 403");
        assertThat(send("POST", "/control/reset", "ring.example", password)).startsWith("HTTP/1.1 204");
    }

    /** On the wildcard address, called under one of this machine's that is not loopback: as from another machine. */
    @Test
    void callersOnOtherMachinesComeInWithTheTokenAndNeverWithoutOne() throws IOException {
        Optional<InetAddress> found = outsideAddress();
        assumeThat(found).as("an address of this machine that is not loopback").isPresent();
        InetAddress outside = found.orElseThrow();
        SimulatorOptions everywhere = new SimulatorOptions("0.0.0.0", 0, null, Clock.systemUTC());
        String bearer = "Authorization: Bearer " + TOKEN + "\r\n";

        try (RingSimulator open = RingSimulator.start(everywhere.withControlToken(new ControlToken(TOKEN)));
                RingSimulator closed = RingSimulator.start(everywhere)) {
            assertThat(send(outside, open.port(), request("GET", "/control/apps", "ring.example", bearer)))
                    .startsWith("HTTP/1.1 200");
            assertThat(send(outside, open.port(), request("GET", "/", "ring.example", "")))
                    .startsWith("HTTP/1.1 401");
            assertThat(send(outside, closed.port(), request("GET", "/control/apps", "localhost", bearer)))
                    .startsWith("HTTP/1.1 403")
                    .contains("only callers on this machine");
        }
    }

    @Test
    void callsToRingNeedNoControlToken() throws IOException {
        assertThat(get("/v1/users/me", "localhost", ""))
                .startsWith("HTTP/1.1 401")
                .contains("\"errors\"");
        assertThat(get("/v1/nothing", "localhost", "")).startsWith("HTTP/1.1 404");
    }

    @Test
    void theClientPresentsIt() {
        try (RingSimulatorClient client = simulator.client();
                RingSimulatorClient wrong = new RingSimulatorClient(simulator.url(), TOKEN + "x");
                RingSimulatorClient none = new RingSimulatorClient(simulator.url())) {
            assertThat(client.apps()).isEmpty();
            assertThatThrownBy(wrong::apps)
                    .isInstanceOf(ControlCallFailed.class)
                    .hasMessageContaining("401");
            assertThatThrownBy(none::apps).isInstanceOf(ControlCallFailed.class).hasMessageContaining("401");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "too-short", "with a space in between", "dots…………………………"})
    void whatIsNoTokenIsRefusedWithoutBeingQuoted(String text) {
        assertThatThrownBy(() -> new ControlToken(text))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("a control token has 16 to 256 visible ASCII characters and no space");
        assertThat(new ControlToken(TOKEN)).hasToString("[REDACTED]");
    }

    @Test
    void theTokenComesFromAFileOrTheEnvironment() throws IOException {
        Path file = Files.writeString(folder.resolve("token"), TOKEN + "\n");

        assertThat(token(Map.of(), "--control-token-file", file.toString())).isEqualTo(TOKEN);
        assertThat(token(Map.of(Main.TOKEN_VARIABLE, TOKEN))).isEqualTo(TOKEN);
        assertThat(token(Map.of())).isEqualTo("none");
    }

    @Test
    void aTokenThatCannotBeHadStopsTheStartWithOneLine() throws IOException {
        Path missing = folder.resolve("missing");
        Path empty = Files.writeString(folder.resolve("empty"), "\n");

        assertThat(complaint(Map.of(), "--control-token-file", missing.toString()))
                .isEqualTo("ring-simulator: cannot read the control token file " + missing);
        assertThat(complaint(Map.of(), "--control-token-file", empty.toString()))
                .startsWith("ring-simulator: " + empty + ": a control token has");
        assertThat(complaint(Map.of(Main.TOKEN_VARIABLE, "short")))
                .startsWith("ring-simulator: " + Main.TOKEN_VARIABLE + ": a control token has");
        assertThat(complaint(Map.of(Main.TOKEN_VARIABLE, TOKEN), "--control-token-file", empty.toString()))
                .isEqualTo("ring-simulator: give --control-token-file or " + Main.TOKEN_VARIABLE + ", not both");
    }

    private static String token(Map<String, String> environment, String... arguments) {
        PrintWriter nowhere = new PrintWriter(new StringWriter());
        CommandLine commands = Main.commands(nowhere, nowhere, environment);
        commands.parseArgs(arguments);
        ControlToken token = commands.<Main>getCommand().options().controlToken();
        return token == null ? "none" : token.reveal();
    }

    /** What a start that fails prints. */
    private static String complaint(Map<String, String> environment, String... arguments) {
        StringWriter printed = new StringWriter();
        CommandLine commands =
                Main.commands(new PrintWriter(new StringWriter()), new PrintWriter(printed, true), environment);
        assertThat(commands.execute(Stream.concat(Stream.of("--bind", NOWHERE), Stream.of(arguments))
                        .toArray(String[]::new)))
                .isEqualTo(1);
        return printed.toString().strip();
    }

    private static String basic(String user, String password) {
        return Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
    }

    private static Optional<InetAddress> outsideAddress() throws SocketException {
        return NetworkInterface.networkInterfaces()
                .flatMap(NetworkInterface::inetAddresses)
                .filter(address -> address instanceof Inet4Address && !address.isLoopbackAddress())
                .findFirst();
    }

    private String get(String path, String host, String headers) throws IOException {
        return send("GET", path, host, headers);
    }

    private String send(String method, String path, String host, String headers) throws IOException {
        return send(InetAddress.getLoopbackAddress(), simulator.port(), request(method, path, host, headers));
    }

    /** By hand, since clients choose the Host header themselves. */
    private static String request(String method, String path, String host, String headers) {
        return method + " " + path + " HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\nContent-Length: 0\r\n"
                + headers + "\r\n";
    }

    /** The whole answer. */
    private static String send(InetAddress address, int port, String request) throws IOException {
        try (Socket socket = new Socket(address, port)) {
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
