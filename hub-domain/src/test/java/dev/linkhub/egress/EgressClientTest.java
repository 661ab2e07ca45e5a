package dev.linkhub.egress;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import dev.linkhub.egress.EgressFailed.Kind;
import dev.linkhub.setting.InvalidSetting;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.DnsResolver;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class EgressClientTest {

    private static final int LARGEST = 1_000;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final Duration IMPATIENCE = Duration.ofMillis(300);

    private final List<String> asked = Collections.synchronizedList(new ArrayList<>());
    private final CountDownLatch end = new CountDownLatch(1);
    private HttpServer server;
    private EgressClient allowed;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.createContext("/", this::answer);
        server.start();
        allowed = new EgressClient(new EgressSettings("127.0.0.1"));
    }

    @AfterEach
    void stop() throws IOException {
        end.countDown();
        allowed.close();
        server.stop(0);
    }

    @Test
    void whatIsAllowedIsReached() throws EgressFailed {
        EgressReply reply = allowed.send(
                EgressRequest.post(at("/echo"), "sent", LARGEST, PATIENCE).header("Content-Type", "text/plain"));
        assertThat(reply.isSuccess()).isTrue();
        assertThat(reply.text()).isEqualTo("POST text/plain sent");
        assertThat(reply.contentType()).contains("text/x-test");
    }

    @Test
    void aRedirectIsNotFollowed() throws EgressFailed {
        EgressReply reply = get(allowed, "/redirect");
        assertThat(reply.status()).isEqualTo(302);
        assertThat(reply.location()).contains(at("/echo").toString());
        assertThat(asked).containsExactly("/redirect");
    }

    @Test
    void anAnswerIsTakenUpToItsLimitAndNotBeyond() throws EgressFailed {
        assertThat(get(allowed, "/bytes/" + LARGEST).bytes()).hasSize(LARGEST);
        assertThat(kindOf(allowed, at("/bytes/" + (LARGEST + 1)), PATIENCE)).isEqualTo(Kind.TOO_LARGE);
        assertThat(kindOf(allowed, at("/endless"), PATIENCE)).isEqualTo(Kind.TOO_LARGE);
    }

    @Test
    void headersHaveAnEndToo() throws IOException {
        try (ServerSocket endless = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket caller = endless.accept()) {
                    OutputStream out = caller.getOutputStream();
                    out.write("HTTP/1.1 200 OK\r\nX: ".getBytes(UTF_8));
                    while (end.getCount() > 0) {
                        out.write(new byte[LARGEST]);
                    }
                } catch (IOException leftByTheClient) {
                    // As it should.
                }
            });
            assertThat(kindOf(allowed, URI.create("http://127.0.0.1:" + endless.getLocalPort() + "/"), PATIENCE))
                    .isEqualTo(Kind.TOO_LARGE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/silent", "/dripping"})
    void whoeverTakesTooLongIsLeft(String path) {
        assertThat(kindOf(allowed, at(path), IMPATIENCE)).isEqualTo(Kind.TOO_SLOW);
    }

    @Test
    void aNameServerThatDoesNotAnswerHoldsNothingUp() throws IOException {
        EgressClient client = resolving(host -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            throw new UnknownHostException(host);
        });
        assertThat(kindOf(client, URI.create("https://slow.example.com/"), IMPATIENCE))
                .isEqualTo(Kind.TOO_SLOW);
        end.countDown();
        client.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1/",
                "https://localhost/",
                "https://[::1]/",
                "https://[::ffff:127.0.0.1]/",
                "https://2130706433/",
                "https://0x7f.1/",
                "https://0/",
                "https://169.254.169.254/latest/meta-data/"
            })
    void addressesOfOursAreNotGoneTo(String address) throws IOException {
        EgressClient client = new EgressClient(new EgressSettings(""));
        assertThat(kindOf(client, URI.create(address), PATIENCE)).isIn(Kind.NOT_ALLOWED, Kind.UNREACHABLE);
        assertThat(asked).isEmpty();
        client.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.com/",
                "ftp://example.com/",
                "file:///etc/passwd",
                "https:///path",
                "https://user@example.com/",
                "https://user:password@example.com/",
                "mailto:a@example.com",
                "//example.com/"
            })
    void onlyHttpsAddressesWithAHostAndNoUserAreTaken(String address) throws IOException {
        EgressClient client = new EgressClient(new EgressSettings(""));
        assertThat(client.mayBe(URI.create(address))).isFalse();
        assertThat(kindOf(client, URI.create(address), PATIENCE)).isEqualTo(Kind.NOT_ALLOWED);
        client.close();
    }

    @Test
    void aNameThatPointsToOneOfOursIsNotGoneTo() throws IOException {
        EgressClient client = resolving(_ -> new InetAddress[] {
            InetAddress.ofLiteral("8.8.8.8"), InetAddress.ofLiteral("127.0.0.1"),
        });
        assertThat(kindOf(client, URI.create("https://rebound.example.com/"), PATIENCE))
                .isEqualTo(Kind.NOT_ALLOWED);
        client.close();
    }

    /** What was checked is what is connected to: the name is not asked for again in between. */
    @Test
    void aNameIsResolvedOnceForEachConnection() throws EgressFailed, IOException {
        AtomicInteger look = new AtomicInteger();
        EgressClient client = new EgressClient(
                new EgressSettings("provider.example.com"),
                named(_ -> look.getAndIncrement() == 0
                        ? new InetAddress[] {InetAddress.getLoopbackAddress()}
                        : new InetAddress[] {InetAddress.ofLiteral("192.0.2.1")}));
        URI address =
                URI.create("http://provider.example.com:" + server.getAddress().getPort() + "/bytes/1");

        assertThat(client.send(EgressRequest.get(address, LARGEST, PATIENCE)).status())
                .isEqualTo(200);
        assertThat(look).hasValue(1);
        client.close();
    }

    @Test
    void whatDoesNotSpeakTlsIsUnreachable() throws IOException {
        try (ServerSocket plain = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Thread.ofVirtual().start(() -> {
                try (Socket caller = plain.accept()) {
                    caller.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes(UTF_8));
                    end.await();
                } catch (IOException | InterruptedException e) {
                    Thread.currentThread().interrupt();
                }
            });
            URI address = URI.create("https://127.0.0.1:" + plain.getLocalPort() + "/");
            assertThat(kindOf(allowed, address, PATIENCE)).isEqualTo(Kind.UNREACHABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://example.com", "a b", "-a", "a/b"})
    void whatIsNoHostIsNoSetting(String value) {
        assertThatThrownBy(() -> new EgressSettings(value))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("HUB_EGRESS_ALLOW");
    }

    @Test
    void hostsAreAllowedInWhateverCaseAndForm() {
        EgressSettings settings = new EgressSettings(" Provider.Example.com,[::1] , 10.0.0.7");
        assertThat(List.of("provider.example.COM", "::1", "[::1]", "10.0.0.7")).allMatch(settings::allows);
        assertThat(List.of("example.com", "10.0.0.8", "evil-provider.example.com"))
                .noneMatch(settings::allows);
    }

    private URI at(String path) {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + path);
    }

    private EgressReply get(EgressClient client, String path) throws EgressFailed {
        return client.send(EgressRequest.get(at(path), LARGEST, PATIENCE));
    }

    private static Kind kindOf(EgressClient client, URI address, Duration within) {
        return catchThrowableOfType(EgressFailed.class, () -> client.send(EgressRequest.get(address, LARGEST, within)))
                .kind();
    }

    private static EgressClient resolving(Names names) {
        return new EgressClient(new EgressSettings(""), named(names));
    }

    private static DnsResolver named(Names names) {
        return new DnsResolver() {
            @Override
            public InetAddress[] resolve(String host) throws UnknownHostException {
                return names.of(host);
            }

            @Override
            public String resolveCanonicalHostname(String host) {
                return host;
            }
        };
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        asked.add(path);
        try (exchange) {
            switch (path) {
                case "/echo" -> {
                    String body = exchange.getRequestMethod() + " "
                            + exchange.getRequestHeaders().getFirst("Content-Type") + " "
                            + new String(exchange.getRequestBody().readAllBytes(), UTF_8);
                    exchange.getResponseHeaders().set("Content-Type", "text/x-test");
                    exchange.sendResponseHeaders(200, body.length());
                    exchange.getResponseBody().write(body.getBytes(UTF_8));
                }
                case "/redirect" -> {
                    exchange.getResponseHeaders().set("Location", at("/echo").toString());
                    exchange.sendResponseHeaders(302, -1);
                }
                case "/silent" -> end.await();
                case "/dripping" -> drip(exchange.getResponseBody(), exchange);
                case "/endless" -> {
                    exchange.sendResponseHeaders(200, 0);
                    while (end.getCount() > 0) {
                        exchange.getResponseBody().write(new byte[LARGEST]);
                    }
                }
                default -> {
                    int length = Integer.parseInt(path.substring("/bytes/".length()));
                    exchange.sendResponseHeaders(200, length);
                    exchange.getResponseBody().write(new byte[length]);
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void drip(OutputStream body, HttpExchange exchange) throws IOException, InterruptedException {
        exchange.sendResponseHeaders(200, 0);
        while (!end.await(20, java.util.concurrent.TimeUnit.MILLISECONDS)) {
            body.write('.');
            body.flush();
        }
    }

    private interface Names {

        InetAddress[] of(String host) throws UnknownHostException;
    }
}
