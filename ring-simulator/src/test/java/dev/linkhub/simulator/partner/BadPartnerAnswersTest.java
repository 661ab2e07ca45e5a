package dev.linkhub.simulator.partner;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.api.Payload;
import dev.linkhub.simulator.partner.PartnerAnswer.Answered;
import dev.linkhub.simulator.partner.PartnerAnswer.Unanswered;
import dev.linkhub.simulator.state.Keeper;
import dev.linkhub.simulator.time.SimulatorClock;
import dev.linkhub.simulator.trace.Counters;
import dev.linkhub.simulator.trace.Exchange;
import dev.linkhub.simulator.trace.Subject;
import dev.linkhub.simulator.trace.Trace;
import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A partner that speaks to the socket itself. */
class BadPartnerAnswersTest {

    /** What ends by its size must end long before. */
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    /** So slow that no bound but that of time is reached. */
    private static final Duration DRIP = Duration.ofMillis(20);

    private final Trace trace = new Trace();
    private final PartnerClient client =
            new PartnerClient(trace, new SimulatorClock(Clock.systemUTC()), new Counters(), Keeper.none());
    private final AtomicInteger accepted = new AtomicInteger();
    private ServerSocket server;

    @BeforeEach
    void listen() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    }

    @AfterEach
    void stop() throws IOException {
        client.close();
        server.close();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 1000000000", "Connection: close"})
    void anEndlessBodyIsReadUpToItsBoundAndRemarked(String header) {
        answer("HTTP/1.1 200 OK\r\n" + header + "\r\n\r\n", "x".repeat(1024));

        assertThat(call(PATIENCE))
                .isInstanceOfSatisfying(
                        Answered.class, answered -> assertThat(answered.body()).hasSize(PartnerClient.MOST_BYTES));
        assertThat(recorded().remarks()).containsExactly("of the answer only the first 64 KiB were read");
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "X-More: x\r\n"})
    void endlessHeadersAreNotReadOn(String more) {
        answer("HTTP/1.1 200 OK\r\nX-First: x", more);

        assertThat(call(PATIENCE))
                .isInstanceOfSatisfying(
                        Unanswered.class,
                        unanswered -> assertThat(unanswered.error()).containsIgnoringCase("maximum"));
        assertThat(recorded().reply().error()).containsIgnoringCase("maximum");
    }

    @Test
    void chunksWithoutEndCostNoMoreThanThePatience() {
        answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\nx\r\n", "");

        assertThat(call(Duration.ofMillis(300))).isInstanceOf(Unanswered.class);
        assertThat(recorded().reply().error()).isEqualTo("no whole answer within 0.3 s");
    }

    @ParameterizedTest
    @ValueSource(strings = {"nonsense\r\n\r\n", ""})
    void whatIsNoAnswerIsRecordedAsAFailure(String bytes) {
        answer(bytes, null);

        assertThat(call(PATIENCE)).isInstanceOf(Unanswered.class);
        assertThat(recorded().reply().error())
                .isEqualTo("no answer came, or one that is not HTTP; does this port speak https?");
    }

    @Test
    void anAnswerThatBreaksOffIsSaidToDoSo() {
        answer("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nxxx", null);

        assertThat(call(PATIENCE)).isInstanceOf(Unanswered.class);
        assertThat(recorded().reply().error()).isEqualTo("the connection was closed before the whole answer had come");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\r\n\r\n"})
    void aSteadyDripCostsNoMoreThanThePatience(String beforeTheBody) {
        answer("HTTP/1.1 200 OK\r\nX-First: x" + beforeTheBody, "x", DRIP);

        assertThat(call(Duration.ofMillis(300))).isInstanceOf(Unanswered.class);
        assertThat(recorded().reply().error()).isEqualTo("no whole answer within 0.3 s");
    }

    @Test
    void aRedirectIsRemarkedAndNotFollowed() {
        answer("HTTP/1.1 307 Over There\r\nLocation: /again\r\nContent-Length: 0\r\n\r\n", null);

        assertThat(call(PATIENCE))
                .isInstanceOfSatisfying(
                        Answered.class,
                        answered -> assertThat(answered.status()).isEqualTo(307));
        assertThat(recorded().remarks()).containsExactly("answered with a redirect, which Ring does not follow");
    }

    @Test
    void aRedirectToItselfIsCalledOnce() {
        answer("HTTP/1.1 302 Found\r\nLocation: /webhook\r\nContent-Length: 0\r\n\r\n", null);
        answer("HTTP/1.1 302 Found\r\nLocation: /webhook\r\nContent-Length: 0\r\n\r\n", null);

        client.get(new PartnerCall("link", Subject.UNKNOWN, url(), Map.of(), Payload.EMPTY, PATIENCE));

        assertThat(accepted).hasValue(1);
    }

    /** {@code endlessly} is repeated until the caller hangs up, or keeps silent if empty; null: hangs up itself. */
    private void answer(String start, @Nullable String endlessly) {
        answer(start, endlessly, Duration.ZERO);
    }

    private void answer(String start, @Nullable String endlessly, Duration pause) {
        Thread.ofVirtual().start(() -> {
            try (Socket socket = server.accept()) {
                accepted.incrementAndGet();
                socket.getInputStream().read(new byte[8_192]);
                OutputStream out = socket.getOutputStream();
                out.write(start.getBytes(StandardCharsets.US_ASCII));
                out.flush();
                if (endlessly != null && endlessly.isEmpty()) {
                    socket.getInputStream().transferTo(OutputStream.nullOutputStream());
                }
                while (endlessly != null && !endlessly.isEmpty()) {
                    out.write(endlessly.getBytes(StandardCharsets.US_ASCII));
                    LockSupport.parkNanos(pause.toNanos());
                }
            } catch (IOException e) {
                return; // The caller hung up, which is what it should do.
            }
        });
    }

    private PartnerAnswer call(Duration patience) {
        return client.post(new PartnerCall("webhook", Subject.UNKNOWN, url(), Map.of(), Payload.of("{}"), patience));
    }

    private URI url() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort() + "/webhook");
    }

    private Exchange recorded() {
        return trace.latest(any -> true, 1).getFirst();
    }
}
