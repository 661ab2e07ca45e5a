package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.client.RecordedRequest;
import dev.linkhub.simulator.fault.FaultKind;
import dev.linkhub.simulator.time.Stopwatch;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The faults that show on the wire itself. */
class WireFaultTest {

    private static final String REFRESH = "token.refresh_token";

    private final Stage stage = new Stage();
    private Pair pair;

    @BeforeEach
    void link() {
        pair = stage.link();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void resetBeforeCutsTheConnectionAndDoesNothing() {
        stage.client.fault(NewFault.of(REFRESH, FaultKind.RESET_BEFORE));

        assertThatThrownBy(() -> stage.sendOrFail(refreshRequest())).isInstanceOf(IOException.class);

        assertThat(isSpent()).isFalse();
    }

    @Test
    void resetAfterDoesTheWorkAndCutsTheConnection() {
        stage.client.fault(NewFault.of(REFRESH, FaultKind.RESET_AFTER));

        assertThatThrownBy(() -> stage.sendOrFail(refreshRequest())).isInstanceOf(IOException.class);

        assertThat(isSpent()).isTrue();
        RecordedRequest recorded = stage.client.requests(REFRESH).getLast();
        assertThat(recorded.status()).isNull();
        assertThat(recorded.remarks()).anyMatch(remark -> remark.endsWith("reset_after"));
    }

    @Test
    void hangNeitherWorksNorAnswers() throws IOException {
        stage.client.fault(NewFault.of(REFRESH, FaultKind.HANG));

        assertThatNoAnswerComesTo(refreshInRaw());

        assertThat(isSpent()).isFalse();
    }

    @Test
    void hangAfterWorksAndDoesNotAnswer() throws IOException {
        stage.client.fault(NewFault.of(REFRESH, FaultKind.HANG_AFTER));

        assertThatNoAnswerComesTo(refreshInRaw());

        assertThat(isSpent()).isTrue();
    }

    @Test
    void truncateEndsInTheMiddleOfTheAnswer() throws IOException {
        stage.client.fault(NewFault.of("users_me", FaultKind.TRUNCATE));

        String raw;
        try (Socket line = send("GET /v1/users/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + pair.access()
                + "\r\n\r\n")) {
            raw = new String(line.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
        }

        String body = raw.substring(raw.indexOf("\r\n\r\n") + 4);
        assertThat(raw).startsWith("HTTP/1.1 200").contains("Content-Length: ");
        int announced = Integer.parseInt(raw.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
        assertThat(body).startsWith("{\"data\"").hasSize(announced / 2);
    }

    @Test
    void dripAnswersAByteAtATimeAndGoesOnAfterTheAnswer() throws IOException {
        stage.client.fault(NewFault.of("app_integrations.post", FaultKind.DRIP));
        String nonce = stage.client.signIn(installation()).redirect().nonce();
        String json = "{\"nonce\":\"" + nonce + "\"}";
        String answer = "{\"status\":\"awaiting\"}";
        int blanks = 3;
        Stopwatch watch = new Stopwatch();

        String head;
        String body;
        try (Socket line =
                send("POST /v1/accounts/me/app-integrations HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer "
                        + pair.access() + "\r\nContent-Length: " + json.length() + "\r\n\r\n" + json)) {
            head = readHead(line.getInputStream());
            body = readBytesOfOneChunkEach(line.getInputStream(), answer.length() + blanks);
        }

        assertThat(head).startsWith("HTTP/1.1 200").containsIgnoringCase("Transfer-Encoding: chunked");
        assertThat(body).isEqualTo(answer + " ".repeat(blanks));
        assertThat(watch.elapsed())
                .isGreaterThanOrEqualTo(Duration.ofMillis(100).multipliedBy(body.length()));
    }

    @Test
    void closingTheSimulatorDoesNotWaitForAHangingCall() {
        try (Stage other = new Stage()) {
            other.client.fault(NewFault.of("users_me", FaultKind.HANG));
            Thread hanging = Thread.ofVirtual().start(() -> {
                try {
                    other.sendOrFail(other.request("/v1/users/me"));
                } catch (IOException e) {
                    throw new UncheckedIOException(e);
                }
            });
            hanging.setUncaughtExceptionHandler((thread, cut) -> {});
            Stage.await(() -> !other.client.requests("users_me").isEmpty());
            Stopwatch watch = new Stopwatch();

            other.simulator.close();

            // The call would hang for a minute.
            assertThat(watch.elapsed()).isLessThan(Duration.ofSeconds(30));
        }
    }

    private boolean isSpent() {
        return stage.client.introspect(pair.refresh()).spent();
    }

    private HttpRequest.Builder refreshRequest() {
        return stage.request("/oauth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString(refreshForm()));
    }

    private String refreshForm() {
        return "grant_type=refresh_token&refresh_token=" + pair.refresh() + "&client_id=" + stage.app.clientId()
                + "&client_secret=" + stage.app.clientSecret();
    }

    private String installation() {
        return stage.client.installations().getFirst().id();
    }

    private Socket refreshInRaw() throws IOException {
        return send(
                "POST /oauth/token HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-www-form-urlencoded\r\n"
                        + "Content-Length: " + refreshForm().length() + "\r\n\r\n" + refreshForm());
    }

    private Socket send(String request) throws IOException {
        Socket line = new Socket(InetAddress.getLoopbackAddress(), stage.simulator.port());
        line.setSoTimeout(Math.toIntExact(Stage.PATIENCE.toMillis()));
        line.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        return line;
    }

    /** What a call does is recorded before it would be answered: from then on a hanging one has nothing more to say. */
    private void assertThatNoAnswerComesTo(Socket call) throws IOException {
        try (call) {
            Stage.await(() -> !stage.client.requests(REFRESH).isEmpty());
            call.setSoTimeout(300);
            assertThatThrownBy(() -> call.getInputStream().read()).isInstanceOf(SocketTimeoutException.class);
        }
    }

    private static String readHead(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            head.append(next(in));
        }
        return head.toString();
    }

    private static String readBytesOfOneChunkEach(InputStream in, int count) throws IOException {
        StringBuilder bytes = new StringBuilder();
        while (bytes.length() < count) {
            String chunk = "" + next(in) + next(in) + next(in) + next(in) + next(in) + next(in);
            assertThat(chunk).matches("(?s)1\r\n.\r\n");
            bytes.append(chunk.charAt(3));
        }
        return bytes.toString();
    }

    private static char next(InputStream in) throws IOException {
        int next = in.read();
        if (next < 0) {
            throw new EOFException("the answer has ended");
        }
        return (char) next;
    }
}
