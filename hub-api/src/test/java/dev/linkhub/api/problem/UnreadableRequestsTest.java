package dev.linkhub.api.problem;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import dev.linkhub.api.testing.RawHttp;
import dev.linkhub.api.testing.RawHttp.Received;
import dev.linkhub.api.testing.TestTenant;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.slf4j.LoggerFactory;

/** What the server refuses before it knows which route was meant, and senders that never come to an end. */
@Tag("persistence")
@MicronautTest(transactional = false)
class UnreadableRequestsTest implements ApiTest {

    @Inject
    Http http;

    @Inject
    TestTenant tenants;

    @Inject
    EmbeddedServer server;

    @ParameterizedTest
    @ValueSource(strings = {"/api/v1/apps/%zz", "/api/v1/links?state=%", "/ring/%/webhook", "/api/v1/apps/[]?x=^"})
    void aMalformedAddressIs400WithAnIdAndProblemDetails(String address) throws IOException {
        Received answer = ask("GET " + address + " HTTP/1.1\r\nHost: h\r\nAccept: */*\r\n");

        assertProblem(answer, 400, "malformed-request");
    }

    @Test
    void anAddressOrHeadersWithoutEndAre413WithAnIdAndProblemDetails() throws IOException {
        assertProblem(
                ask("GET /api/v1/links?external_id=" + "x".repeat(10_000) + " HTTP/1.1\r\nHost: h\r\n"),
                413,
                "body-too-large");
        assertProblem(
                ask("GET /api/v1/links HTTP/1.1\r\nHost: h\r\nX-Long: " + "x".repeat(20_000) + "\r\n"),
                413,
                "body-too-large");
    }

    @Test
    void whatACallerSendsCannotAddHeadersToTheAnswer() throws IOException {
        for (String address : List.of(
                "/api/v1/apps/a%0d%0aSet-Cookie:%20x=1",
                "/api/v1/links?cursor=%0d%0aSet-Cookie:%20x=1",
                "/ring/a%0d%0aSet-Cookie:%20x=1/token-exchange",
                "/api/v1/apps?limit=1%0aSet-Cookie:x=1")) {
            Received answer = ask("POST " + address
                    + " HTTP/1.1\r\nHost: h\r\nRequest-Id: x\r\n Set-Cookie: y\r\nContent-Length: 0\r\n");
            assertThat(answer.header("Set-Cookie")).as(address).isEmpty();
            assertThat(answer.header("Request-Id")).as(address).matches("req_[0-9a-z]{26}");
        }
    }

    /** Two lengths in one request are how one caller's bytes become another's request behind a proxy. */
    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 2\r\nContent-Length: 3\r\n", "Content-Length: -1\r\n"})
    void aRequestOfUncertainLengthIsNotCarriedOut(String lengths) throws IOException {
        String key = tenants.key(tenants.tenant());
        Received answer = ask("POST /api/v1/api-keys HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + key
                + "\r\nContent-Type: application/json\r\n" + lengths);

        assertThat(answer.status()).as(answer.toString()).isBetween(400, 499);
        assertThat(http.as(key).get("/api/v1/api-keys").items("id")).hasSize(1);
    }

    @Test
    void bodiesThatNeverEndHoldNobodyUp() throws IOException {
        String key = tenants.key(tenants.tenant());
        List<RawHttp> slow = new ArrayList<>();
        try {
            for (int i = 0; i < 200; i++) {
                String path = i % 2 == 0 ? "/api/v1/apps" : "/ring/4Zk3mWq9TtB7xYc2LpVd0s/webhook";
                slow.add(new RawHttp(server.getPort())
                        .send("POST " + path + " HTTP/1.1\r\nHost: h\r\nAuthorization: Bearer " + key
                                + "\r\nContent-Type: application/json\r\nContent-Length: 1000\r\n\r\n{"));
            }

            assertThat(http.as(key).get("/api/v1/apps").status()).isEqualTo(200);
            assertThat(http.as(key).post("/api/v1/api-keys", "{\"name\":\"k\"}").status())
                    .isEqualTo(201);
        } finally {
            for (RawHttp each : slow) {
                each.close();
            }
        }
    }

    @Test
    void whoeverLeavesInTheMiddleIsInTheAccessLogAndNoFailureOfOurs() throws IOException, InterruptedException {
        BlockingQueue<ILoggingEvent> log = new LinkedBlockingQueue<>();
        AppenderBase<ILoggingEvent> appender = new AppenderBase<>() {
            @Override
            protected void append(ILoggingEvent event) {
                log.add(event);
            }
        };
        Logger ours = (Logger) LoggerFactory.getLogger("dev.linkhub");
        ours.setLevel(Level.INFO);
        appender.start();
        ours.addAppender(appender);
        try {
            new RawHttp(server.getPort())
                    .send("POST /ring/4Zk3mWq9TtB7xYc2LpVd0s/webhook HTTP/1.1\r\nHost: h\r\nContent-Length: 9\r\n\r\n{")
                    .close();

            ILoggingEvent first = Objects.requireNonNull(log.poll(60, TimeUnit.SECONDS), "nothing was logged");
            assertThat(first.getFormattedMessage()).contains("route=/ring/{endpoint_key}/webhook", "status=400");
            assertThat(first.getLevel()).isEqualTo(Level.INFO);
        } finally {
            ours.detachAppender(appender);
            ours.setLevel(null);
        }
    }

    private Received ask(String head) throws IOException {
        try (RawHttp connection = new RawHttp(server.getPort())) {
            return connection.send(head + "Connection: close\r\n\r\n").receive();
        }
    }

    private static void assertProblem(Received answer, int status, String type) {
        assertThat(answer.status()).as(answer.toString()).isEqualTo(status);
        assertThat(answer.header("Content-Type")).isEqualTo("application/problem+json");
        assertThat(answer.header("Request-Id")).matches("req_[0-9a-z]{26}");
        assertThat(answer.body()).contains("\"type\":\"" + type + "\"", "\"detail\":\"");
    }
}
