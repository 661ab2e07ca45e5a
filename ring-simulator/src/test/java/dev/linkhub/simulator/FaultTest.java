package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.client.RecordedRequest;
import dev.linkhub.simulator.fault.FaultKind;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FaultTest {

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
    void statusAnswersAsToldWithoutDoingAnything() {
        stage.client.fault(NewFault.answering(REFRESH, 429)
                .withBody("text/html", "<h1>Slow down</h1>")
                .withHeaders(Map.of("Retry-After", "7")));

        HttpResponse<String> response = stage.refresh(pair.refresh());

        assertThat(response.statusCode()).isEqualTo(429);
        assertThat(response.body()).isEqualTo("<h1>Slow down</h1>");
        assertThat(response.headers().firstValue("Content-Type")).contains("text/html");
        assertThat(response.headers().firstValue("Retry-After")).contains("7");
        assertThat(isSpent()).isFalse();
        assertThat(stage.refresh(pair.refresh()).statusCode()).isEqualTo(200);
    }

    @Test
    void statusAfterDoesTheWorkFirst() {
        stage.client.fault(NewFault.answeringAfterWork(REFRESH, 500));

        assertThat(stage.refresh(pair.refresh()).statusCode()).isEqualTo(500);

        assertThat(isSpent()).isTrue();
    }

    @Test
    void delayAnswersProperlyButLate() {
        stage.client.fault(NewFault.late("users_me", Duration.ofMillis(300)));
        long start = System.nanoTime();

        HttpResponse<String> response = stage.usersMe(pair.access());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isGreaterThan(Duration.ofMillis(299));
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
    void hangNeitherWorksNorAnswers() {
        stage.client.fault(NewFault.of(REFRESH, FaultKind.HANG));

        assertThatThrownBy(() -> stage.sendOrFail(refreshRequest().timeout(Duration.ofMillis(500))))
                .isInstanceOf(HttpTimeoutException.class);

        assertThat(isSpent()).isFalse();
    }

    @Test
    void hangAfterWorksAndDoesNotAnswer() {
        stage.client.fault(NewFault.of(REFRESH, FaultKind.HANG_AFTER));

        assertThatThrownBy(() -> stage.sendOrFail(refreshRequest().timeout(Duration.ofMillis(500))))
                .isInstanceOf(HttpTimeoutException.class);

        assertThat(isSpent()).isTrue();
    }

    @Test
    void truncateEndsInTheMiddleOfTheAnswer() throws IOException {
        stage.client.fault(NewFault.of("users_me", FaultKind.TRUNCATE));

        String raw = readRaw(Duration.ofSeconds(5));

        String body = raw.substring(raw.indexOf("\r\n\r\n") + 4);
        assertThat(raw).startsWith("HTTP/1.1 200").contains("Content-Length: ");
        int announced = Integer.parseInt(raw.replaceAll("(?s).*Content-Length: (\\d+).*", "$1"));
        assertThat(body).startsWith("{\"data\"").hasSize(announced / 2);
    }

    @Test
    void dripAnswersAByteAtATimeAndDoesNotEnd() throws IOException {
        stage.client.fault(NewFault.of("users_me", FaultKind.DRIP));

        String raw = readRaw(Duration.ofSeconds(1));

        assertThat(raw).startsWith("HTTP/1.1 200").containsIgnoringCase("Transfer-Encoding: chunked");
        String body = raw.substring(raw.indexOf("\r\n\r\n") + 4);
        assertThat(body).startsWith("1\r\n{\r\n").doesNotContain("\r\n0\r\n");
        assertThat(body.length()).isLessThan(200);
    }

    @Test
    void aFaultStrikesAsOftenAsToldAndZeroMeansUntilRemoved() {
        stage.client.fault(NewFault.answering("users_me", 503).times(2));
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(503);
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(503);
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(200);

        String id =
                stage.client.fault(NewFault.answering("users_me", 503).always()).id();
        for (int i = 0; i < 5; i++) {
            assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(503);
        }
        stage.client.clearFault(id);
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(200);
        assertThat(stage.client.counter("faults_applied")).isEqualTo(7);
    }

    @Test
    void aFaultOfTheTokenEndpointStrikesBothGrantsAndOneOfAGrantOnlyThat() {
        stage.client.fault(NewFault.answering("token.authorization_code", 503).always());
        assertThat(stage.refresh(pair.refresh()).statusCode()).isEqualTo(200);
        assertThat(stage.redeem("any").statusCode()).isEqualTo(503);

        stage.client.clearFaults();
        stage.client.fault(NewFault.answering("token", 502).times(2));
        assertThat(stage.refresh("any").statusCode()).isEqualTo(502);
        assertThat(stage.redeem("any").statusCode()).isEqualTo(502);
    }

    @Test
    void aFaultMayBeLimitedToAnAppOrAnAccount() {
        String other = stage.client
                .createAccount(NewAccount.of("Bob", "B", "bob@example.com"))
                .id();

        stage.client.fault(NewFault.answering("users_me", 503).forAccount(other));
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(200);
        stage.client.fault(NewFault.answering("users_me", 503)
                .forAccount(stage.account.id())
                .forApp(stage.app.id()));
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(503);
        assertThat(stage.client.faults())
                .singleElement()
                .satisfies(fault -> assertThat(fault.account()).isEqualTo(other));
    }

    @Test
    void integrationCallsHaveFaultsOfTheirOwn() {
        stage.client.fault(NewFault.answering("app_integrations.patch", 500));

        assertThat(stage.integrations("POST", pair.access(), "{}").statusCode()).isEqualTo(400);
        assertThat(stage.complete(pair.access()).statusCode()).isEqualTo(500);
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
            long start = System.nanoTime();

            other.simulator.close();

            assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(5));
        }
    }

    private boolean isSpent() {
        return stage.client.introspect(pair.refresh()).spent();
    }

    private HttpRequest.Builder refreshRequest() {
        return stage.request("/oauth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=refresh_token&refresh_token=" + pair.refresh() + "&client_id="
                        + stage.app.clientId() + "&client_secret=" + stage.app.clientSecret()));
    }

    /** What arrives on the socket until it ends, or until nothing more came for a while after the patience ran out. */
    private String readRaw(Duration patience) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), stage.simulator.port())) {
            socket.getOutputStream()
                    .write(("GET /v1/users/me HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + pair.access()
                                    + "\r\n\r\n")
                            .getBytes(StandardCharsets.US_ASCII));
            socket.setSoTimeout(1_000);
            long deadline = System.nanoTime() + patience.toNanos();
            StringBuilder raw = new StringBuilder();
            InputStream in = socket.getInputStream();
            try {
                for (int next = in.read(); next >= 0 && System.nanoTime() < deadline; next = in.read()) {
                    raw.append((char) next);
                }
            } catch (SocketTimeoutException e) {
                return raw.toString();
            }
            return raw.toString();
        }
    }
}
