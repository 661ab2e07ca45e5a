package dev.linkhub.ring;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.hc.client5.http.classic.methods.HttpPost;
import org.apache.hc.core5.http.io.entity.StringEntity;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pins what would spend a refresh token twice or lose an answer, and what the HTTP client does or omits as it comes. */
@Timeout(30)
class RingTransportTest {

    private final RingTransport transport = new RingTransport();
    private final AtomicInteger requests = new AtomicInteger();
    private final CountDownLatch testIsOver = new CountDownLatch(1);
    private HttpServer server;

    @BeforeEach
    void start() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
        server.start();
    }

    @AfterEach
    void stop() throws IOException {
        testIsOver.countDown();
        server.stop(0);
        transport.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {429, 503, 500, 408})
    void aRequestIsSentOnceWhateverTheStatus(int status) {
        serve(exchange -> {
            exchange.getResponseHeaders().add("Retry-After", "1");
            exchange.sendResponseHeaders(status, -1);
        });

        assertThat(send(Duration.ofSeconds(5)))
                .isInstanceOfSatisfying(
                        RingReply.Answered.class,
                        answered -> assertThat(answered.status()).isEqualTo(status));
        assertThat(requests).hasValue(1);
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 307, 308})
    void aRedirectIsNotFollowed(int status) {
        serve(exchange -> {
            exchange.getResponseHeaders().add("Location", "/elsewhere");
            exchange.sendResponseHeaders(status, -1);
        });

        assertThat(send(Duration.ofSeconds(5)))
                .isInstanceOfSatisfying(
                        RingReply.Answered.class,
                        answered -> assertThat(answered.status()).isEqualTo(status));
        assertThat(requests).hasValue(1);
    }

    @Test
    void aConnectionCutAfterTheRequestIsNotTriedAgain() {
        serve(HttpExchange::close);

        assertThat(send(Duration.ofSeconds(5))).isInstanceOf(RingReply.Unheard.class);
        assertThat(requests).hasValue(1);
    }

    @Test
    void aDrippingAnswerIsCutAtTheDeadline() {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            OutputStream body = exchange.getResponseBody();
            while (!await(Duration.ofMillis(50))) {
                body.write('x');
                body.flush();
            }
        });

        assertThat(send(Duration.ofSeconds(1))).isInstanceOf(RingReply.Unheard.class);
    }

    @Test
    void silenceIsCutAtTheDeadline() {
        serve(exchange -> await(Duration.ofSeconds(20)));

        assertThat(send(Duration.ofSeconds(1))).isInstanceOf(RingReply.Unheard.class);
    }

    @Test
    void anEndlessAnswerIsNotReadToItsEnd() {
        serve(exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write(new byte[100_000]);
        });

        assertThat(send(Duration.ofSeconds(5))).isInstanceOf(RingReply.Unheard.class);
    }

    @Test
    void aRefusedConnectionIsKnownToHaveSentNothing() throws IOException {
        int nobody;
        try (ServerSocket socket = new ServerSocket(0)) {
            nobody = socket.getLocalPort();
        }
        HttpPost request = new HttpPost(URI.create("http://127.0.0.1:" + nobody + "/"));

        assertThat(transport.send(request, SendGuard.within(Duration.ofSeconds(5))))
                .isInstanceOf(RingReply.NotSent.class);
    }

    @Test
    void nothingIsWrittenOnceItIsTooLate() {
        serve(exchange -> exchange.sendResponseHeaders(200, -1));
        long now = System.nanoTime();

        RingReply reply = transport.send(post(), new SendGuard(now - 1, now + TimeUnit.SECONDS.toNanos(5)));

        assertThat(reply).isInstanceOf(RingReply.NotSent.class);
        assertThat(requests).hasValue(0);
    }

    @Test
    void whoWantsToKnowIsToldBeforeTheWrite() {
        serve(exchange -> exchange.sendResponseHeaders(200, -1));
        AtomicInteger servedBefore = new AtomicInteger(-1);
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(5);

        transport.send(post(), new SendGuard(end, end, () -> servedBefore.set(requests.get())));

        assertThat(servedBefore).hasValue(0);
        assertThat(requests).hasValue(1);
    }

    @Test
    void whatTakesTooLongRightBeforeTheWriteStopsIt() {
        serve(exchange -> exchange.sendResponseHeaders(200, -1));
        long writeBefore = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
        SendGuard guard = new SendGuard(writeBefore, writeBefore + TimeUnit.SECONDS.toNanos(5), () -> {
            while (System.nanoTime() - writeBefore < 0) {
                Thread.onSpinWait();
            }
        });

        assertThat(transport.send(post(), guard)).isInstanceOf(RingReply.NotSent.class);
        assertThat(requests).hasValue(0);
    }

    @Test
    void retryAfterIsBounded() {
        assertThat(answered(null).retryAfterOrDefault()).isEqualTo(Duration.ofMinutes(1));
        assertThat(answered("7").retryAfterOrDefault()).isEqualTo(Duration.ofSeconds(7));
        assertThat(answered("0").retryAfterOrDefault()).isEqualTo(Duration.ofSeconds(1));
        assertThat(answered("999999999").retryAfterOrDefault()).isEqualTo(Duration.ofHours(1));
        assertThat(answered("Wed, 21 Oct 2026").retryAfterOrDefault()).isEqualTo(Duration.ofMinutes(1));
    }

    private static RingReply.Answered answered(@org.jspecify.annotations.Nullable String retryAfter) {
        return new RingReply.Answered(429, new byte[0], retryAfter, null);
    }

    private RingReply send(Duration deadline) {
        return transport.send(post(), SendGuard.within(deadline));
    }

    private HttpPost post() {
        HttpPost request = new HttpPost(
                URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/"));
        request.setEntity(new StringEntity("refresh_token=once"));
        return request;
    }

    private void serve(Answer answer) {
        server.createContext("/", exchange -> {
            requests.incrementAndGet();
            try (exchange) {
                exchange.getRequestBody().readAllBytes();
                answer.give(exchange);
            }
        });
    }

    private boolean await(Duration atMost) {
        try {
            return testIsOver.await(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return true;
        }
    }

    private interface Answer {
        void give(HttpExchange exchange) throws IOException;
    }
}
