package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.client.NewApp;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.client.RecordedRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The limit per client id of ring-contract.md §8. */
class RateLimitTest {

    private final Stage stage = new Stage();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aClientIdHasOneBudgetOverAllEndpoints() {
        Pair pair = stage.link();
        limit(3);

        HttpResponse<String> first = stage.usersMe(pair.access());
        HttpResponse<String> second = stage.refresh("nonsense");
        HttpResponse<String> third = stage.integrations("DELETE", pair.access(), "");
        HttpResponse<String> fourth = stage.usersMe(pair.access());

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.headers().firstValue("X-RateLimit-Limit")).contains("3");
        assertThat(first.headers().firstValue("X-RateLimit-Remaining")).contains("2");
        assertThat(second.headers().firstValue("X-RateLimit-Remaining")).contains("1");
        assertThat(third.headers().firstValue("X-RateLimit-Remaining")).contains("0");
        assertThat(Stage.title(fourth)).isEqualTo("429 Rate Limit Exceeded");
        assertThat(fourth.headers().firstValue("Retry-After")).contains("1");
        assertThat(fourth.headers().firstValue("X-RateLimit-Limit")).contains("3");
        assertThat(fourth.headers().firstValue("X-RateLimit-Remaining")).contains("0");
        assertThat(stage.client.counter("calls_rate_limited")).isEqualTo(1);
        RecordedRequest recorded = stage.client.requests().getLast();
        assertThat(recorded.endpoint()).isEqualTo("users_me");
        assertThat(recorded.remarks()).singleElement().asString().contains("more than 3 calls");
    }

    @Test
    void theTokenEndpointRefusesInItsOwnFormAndLeavesTheTokenAsItWas() {
        Pair pair = stage.link();
        limit(1);
        stage.usersMe(pair.access());

        HttpResponse<String> refused = stage.refresh(pair.refresh());

        assertThat(Stage.error(refused)).isEqualTo("429 rate_limit_exceeded");
        assertThat(refused.headers().firstValue("Retry-After")).contains("1");
        stage.client.advanceClock(Duration.ofSeconds(1));
        assertThat(stage.refresh(pair.refresh()).statusCode()).isEqualTo(200);
    }

    @Test
    void theSecondIsOneOfTheSimulatorsClock() {
        Pair pair = stage.link();
        limit(1);
        stage.usersMe(pair.access());

        stage.client.advanceClock(Duration.ofMillis(999));
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(429);
        stage.client.advanceClock(Duration.ofMillis(1));
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(200);
        stage.client.moveClock(Duration.ZERO);
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(200);
    }

    @Test
    void eachClientIdHasItsOwnBudgetKnownOrNot() {
        stage.client.createApp(NewApp.named("Other").withCredentials("other", "secret", "key"));
        limit(1);

        assertThat(stage.refresh("nonsense").statusCode()).isEqualTo(400);
        assertThat(refreshAs("other", "secret").statusCode()).isEqualTo(400);
        assertThat(refreshAs("nobody", "secret").statusCode()).isEqualTo(401);
        assertThat(refreshAs("nobody", "secret").statusCode()).isEqualTo(429);
        assertThat(refreshAs("other", "wrong").statusCode()).isEqualTo(429);
    }

    @Test
    void whoNamesNobodyIsNotCounted() {
        limit(1);

        for (int i = 0; i < 3; i++) {
            HttpResponse<String> answer = stage.usersMe("nonsense");
            assertThat(answer.statusCode()).isEqualTo(401);
            assertThat(answer.headers().firstValue("X-RateLimit-Limit")).isEmpty();
        }
    }

    @Test
    void aRefusedCallUsesUpNoFault() {
        Pair pair = stage.link();
        limit(1);
        stage.usersMe(pair.access());
        stage.client.fault(NewFault.answering("users_me", 503));

        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(429);
        stage.client.advanceClock(Duration.ofSeconds(1));
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(503);
    }

    @Test
    void whereTimeStandsStillNobodyTripsOverTheDefault() {
        Pair pair = stage.link();

        assertThat(IntStream.range(0, 150)
                        .map(i -> stage.usersMe(pair.access()).statusCode())
                        .distinct())
                .containsExactly(200);
        assertThat(stage.usersMe(pair.access()).headers().firstValue("X-RateLimit-Limit"))
                .contains("100");
    }

    @Test
    void byDefaultCallsCountAsTimePasses() {
        Pair pair = stage.link();
        stage.client.advanceClock(Duration.ofSeconds(1));
        stage.client.changeSettings(Map.of("rate_limit", "2"));

        stage.usersMe(pair.access());
        stage.client.advanceClock(Duration.ofMillis(1));
        assertThat(stage.usersMe(pair.access()).headers().firstValue("X-RateLimit-Remaining"))
                .contains("0");
        assertThat(stage.usersMe(pair.access()).statusCode())
                .as("the same instant again")
                .isEqualTo(200);
        stage.client.advanceClock(Duration.ofMillis(1));
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(429);
    }

    @Test
    void zeroIsNoLimit() {
        Pair pair = stage.link();
        limit(0);

        assertThat(stage.usersMe(pair.access()).headers().firstValue("X-RateLimit-Limit"))
                .isEmpty();
        assertThat(json(stage.usersMe(pair.access())).path("data").path("id").asText())
                .isEqualTo(stage.account.id());
    }

    private HttpResponse<String> refreshAs(String clientId, String secret) {
        return stage.token(Map.of(
                "grant_type", "refresh_token", "refresh_token", "x", "client_id", clientId, "client_secret", secret));
    }

    /** Counts every call from a second on that has seen none yet. */
    private void limit(int calls) {
        stage.client.changeSettings(Map.of("rate_limit", Integer.toString(calls), "rate_limit_counts", "calls"));
        stage.client.advanceClock(Duration.ofSeconds(1));
    }
}
