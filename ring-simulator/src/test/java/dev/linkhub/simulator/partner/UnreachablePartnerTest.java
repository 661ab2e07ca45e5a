package dev.linkhub.simulator.partner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.api.Payload;
import dev.linkhub.simulator.partner.PartnerAnswer.Unanswered;
import dev.linkhub.simulator.state.Keeper;
import dev.linkhub.simulator.time.SimulatorClock;
import dev.linkhub.simulator.trace.Counters;
import dev.linkhub.simulator.trace.Subject;
import dev.linkhub.simulator.trace.Trace;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Connections that come to nothing are told in words that help whoever runs the back end. */
class UnreachablePartnerTest {

    private static final String PASSWORD = "changeit";

    private final Trace trace = new Trace();
    private final PartnerClient client =
            new PartnerClient(trace, new SimulatorClock(Clock.systemUTC()), new Counters(), Keeper.none());

    @TempDir
    private Path folder;

    @AfterEach
    void stop() {
        client.close();
    }

    @Test
    void nobodyListens() throws Exception {
        int port;
        try (ServerSocket closed = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = closed.getLocalPort();
        }

        assertThat(errorOf("http", "127.0.0.1", port)).isEqualTo("connection refused: is the back end running?");
    }

    @Test
    void theNameHasNoAddress() {
        assertThat(errorOf("http", "back-end.invalid", 80)).isEqualTo("the name has no address: back-end.invalid");
    }

    @Test
    void plainHttpToAPortThatSpeaksTls() throws Exception {
        try (ServerSocket server = tls()) {
            answerNext(server);

            assertThat(errorOf("http", "127.0.0.1", server.getLocalPort())).endsWith("; does this port speak https?");
        }
    }

    @Test
    void httpsToAPortThatSpeaksPlainHttp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            answerNext(server);

            assertThat(errorOf("https", "127.0.0.1", server.getLocalPort()))
                    .isEqualTo("TLS: no handshake; does this port speak plain http?");
        }
    }

    @Test
    void aCertificateThatNobodyTrusts() throws Exception {
        try (ServerSocket server = tls()) {
            answerNext(server);

            assertThat(errorOf("https", "127.0.0.1", server.getLocalPort())).isEqualTo("TLS: certificate not trusted");
        }
    }

    private String errorOf(String scheme, String host, int port) {
        URI url = URI.create(scheme + "://" + host + ":" + port + "/webhook");
        PartnerAnswer answer = client.post(
                new PartnerCall("webhook", Subject.UNKNOWN, url, Map.of(), Payload.of("{}"), Duration.ofSeconds(60)));
        String recorded = trace.latest(any -> true, 1).getFirst().reply().error();
        assertThat(answer)
                .isInstanceOfSatisfying(
                        Unanswered.class, none -> assertThat(none.error()).isEqualTo(recorded));
        return String.valueOf(recorded);
    }

    /** As a server does that is written for this port: reads what comes, answers, and hangs up on what it cannot read. */
    private static void answerNext(ServerSocket server) {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                InputStream in = socket.getInputStream();
                in.read(new byte[8_192]);
                OutputStream out = socket.getOutputStream();
                out.write("HTTP/1.1 400 Bad Request\r\nContent-Length: 0\r\n\r\n".getBytes(StandardCharsets.US_ASCII));
            } catch (IOException e) {
                return; // What came was not what this port speaks.
            }
        });
    }

    private ServerSocket tls() throws Exception {
        Path store = folder.resolve("back-end.p12");
        Process keytool = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=127.0.0.1",
                        "-storepass",
                        PASSWORD,
                        "-keystore",
                        store.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor()).isZero();
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(store)) {
            keys.load(in, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(managers.getKeyManagers(), null, null);
        return context.getServerSocketFactory().createServerSocket(0, 1, InetAddress.getLoopbackAddress());
    }
}
