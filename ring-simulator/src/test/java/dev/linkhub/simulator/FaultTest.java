package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.time.Stopwatch;
import java.net.http.HttpResponse;
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
        Stopwatch watch = new Stopwatch();

        HttpResponse<String> response = stage.usersMe(pair.access());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(watch.elapsed()).isGreaterThanOrEqualTo(Duration.ofMillis(300));
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

    private boolean isSpent() {
        return stage.client.introspect(pair.refresh()).spent();
    }
}
