package dev.linkhub.api.traffic;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.linkhub.api.testing.ApiTest;
import dev.linkhub.api.testing.Http;
import dev.linkhub.api.testing.Http.Answer;
import dev.linkhub.api.testing.TestTenant;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.net.http.HttpRequest.BodyPublishers;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

@Tag("persistence")
@MicronautTest(transactional = false)
class AccessLogTest implements ApiTest {

    private static final String ENDPOINT_KEY = "4Zk3mWq9TtB7xYc2LpVd0s";

    @Inject
    Http http;

    @Inject
    TestTenant tenants;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger root = (Logger) LoggerFactory.getLogger("dev.linkhub");

    @Override
    public Map<String, String> settings() {
        return Map.of("hub.trusted-proxies", "127.0.0.1,::1");
    }

    @BeforeEach
    void listen() {
        root.setLevel(Level.DEBUG);
        log.list.clear();
        log.start();
        root.addAppender(log);
    }

    @AfterEach
    void stop() {
        root.detachAppender(log);
        root.setLevel(null);
    }

    @Test
    void aLineHasTheRouteAndTheIdOfTheAnswerButNoQuery() {
        String key = tenants.key(tenants.tenant());

        Answer answer = http.as(key).get("/api/v1/apps/some-slug?token=in-the-query");

        assertThat(lines())
                .singleElement()
                .asString()
                .contains(
                        "request_id=" + answer.header("Request-Id"),
                        "method=GET",
                        "route=/api/v1/apps/{app} ",
                        "status=404",
                        "caller=key_")
                .doesNotContain("in-the-query", "some-slug", key.substring(key.lastIndexOf('_') + 1));
    }

    @Test
    void endpointKeysAreNotLogged() {
        http.anonymously().post("/ring/" + ENDPOINT_KEY + "/token-exchange?code=c0de", "{}");
        http.anonymously().post("/ring/" + ENDPOINT_KEY + "/no-such-thing", "{}");

        assertThat(lines()).isNotEmpty().noneMatch(line -> line.contains(ENDPOINT_KEY) || line.contains("c0de"));
    }

    @Test
    void theOperatorKeyIsNotLoggedWhetherRightOrWrong() {
        http.as(OPERATOR_KEY).get("/api/v1/tenants");
        http.as(OPERATOR_KEY + "x").get("/api/v1/tenants");
        http.as(OPERATOR_KEY).get("/api/v1/apps");

        assertThat(lines())
                .hasSize(3)
                .anyMatch(line -> line.contains("caller=operator"))
                .noneMatch(line -> line.contains(OPERATOR_KEY));
    }

    @Test
    void callersDoNotChooseTheRequestId() {
        Answer answer = http.anonymously()
                .send("GET", "/api/v1/apps", BodyPublishers.noBody(), "Request-Id", "mine", "X-Request-Id", "mine");

        assertThat(answer.header("Request-Id")).matches("req_[0-9a-z]{26}");
        assertThat(lines()).noneMatch(line -> line.contains("mine"));
    }

    @Test
    void theSourceIsTheClientOfATrustedProxyAndCannotBreakTheLine() {
        http.anonymously()
                .send("GET", "/api/v1/apps", BodyPublishers.noBody(), "X-Forwarded-For", "6.6.6.6, 198.51.100.7");
        http.anonymously()
                .send("GET", "/api/v1/apps", BodyPublishers.noBody(), "X-Forwarded-For", "198.51.100.7 status=200");

        assertThat(lines().getFirst()).endsWith("source=198.51.100.7");
        assertThat(lines().getLast()).contains("status=401").doesNotContain("198.51.100.7");
    }

    private List<String> lines() {
        return log.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }
}
