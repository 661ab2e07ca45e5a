package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.error;
import static dev.linkhub.simulator.Stage.json;
import static dev.linkhub.simulator.Stage.pair;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.client.AppDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewApp;
import dev.linkhub.simulator.oauth.Introspection;
import dev.linkhub.simulator.secret.Fingerprint;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TokenEndpointTest {

    private final Stage stage = new Stage();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void redeemsACodeForTheDocumentedAnswer() {
        stage.install();

        HttpResponse<String> response = stage.redeem(stage.code());

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        JsonNode body = json(response);
        assertThat(body.propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("access_token", "refresh_token", "scope", "expires_in", "token_type");
        assertThat(body.path("scope").asText()).isEqualTo("ava.v1:read");
        assertThat(body.path("expires_in").asInt()).isEqualTo(14_400);
        assertThat(body.path("token_type").asText()).isEqualTo("Bearer");
    }

    @Test
    void aCodeIsGoodFor60Seconds() {
        stage.install();
        stage.client.moveClock(Duration.ofMinutes(1));
        assertThat(error(stage.redeem(stage.code()))).isEqualTo("400 invalid_grant");
        assertThat(stage.client.counter("codes_expired")).isEqualTo(1);

        stage.client.moveClock(Duration.ofMinutes(1).minusMillis(1));
        assertThat(stage.redeem(stage.code()).statusCode()).isEqualTo(200);
    }

    @Test
    void redeemingACodeTwiceIsRefusedAndRevokesWhatTheFirstTimeGave() {
        Pair pair = stage.link();

        assertThat(error(stage.redeem(stage.code()))).isEqualTo("400 invalid_grant");

        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(401);
        assertThat(error(stage.refresh(pair.refresh()))).isEqualTo("400 invalid_grant");
        assertThat(stage.client.counters())
                .containsEntry("codes_redeemed", 1L)
                .containsEntry("codes_redeemed_twice", 1L)
                .containsEntry("revoked_refresh_tokens_received", 1L);
    }

    @Test
    void aCodeOfAnotherAppIsRefusedAndStaysGood() {
        stage.install();
        AppDetails other = stage.client.createApp(NewApp.named("Other"));

        HttpResponse<String> stolen = stage.token(Map.of(
                "grant_type", "authorization_code",
                "code", stage.code(),
                "client_id", other.clientId(),
                "client_secret", other.clientSecret()));

        assertThat(error(stolen)).isEqualTo("400 invalid_grant");
        assertThat(stage.redeem(stage.code()).statusCode()).isEqualTo(200);
    }

    @Test
    void everyRefreshGivesANewPairAndThePreviousAccessTokenLivesOn() {
        Pair first = stage.link();

        Pair second = pair(stage.refresh(first.refresh()));

        assertThat(second.access()).isNotEqualTo(first.access());
        assertThat(second.refresh()).isNotEqualTo(first.refresh());
        assertThat(stage.usersMe(first.access()).statusCode()).isEqualTo(200);
        assertThat(stage.usersMe(second.access()).statusCode()).isEqualTo(200);
        assertThat(stage.client.counter("refreshes")).isEqualTo(1);
    }

    @Test
    void thePreviousAccessTokenDiesIfSetSo() {
        Pair first = stage.link();
        stage.client.changeSettings(Map.of("previous_access_token", "dies"));

        Pair second = pair(stage.refresh(first.refresh()));

        assertThat(stage.usersMe(first.access()).statusCode()).isEqualTo(401);
        assertThat(stage.usersMe(second.access()).statusCode()).isEqualTo(200);
    }

    @Test
    void aSpentRefreshTokenIsRefusedCountedAndRevokesTheFamily() {
        Pair first = stage.link();
        Pair second = pair(stage.refresh(first.refresh()));

        assertThat(error(stage.refresh(first.refresh()))).isEqualTo("400 invalid_grant");

        assertThat(error(stage.refresh(second.refresh()))).isEqualTo("400 invalid_grant");
        assertThat(stage.usersMe(second.access()).statusCode()).isEqualTo(401);
        assertThat(stage.client.counter("spent_refresh_tokens_received")).isEqualTo(1);
        String sha256 = Fingerprint.of(first.refresh()).sha256();
        assertThat(stage.client.spentRefreshTokens()).singleElement().satisfies(spent -> {
            assertThat(spent.sha256()).isEqualTo(sha256);
            assertThat(spent.account()).isEqualTo(stage.account.id());
        });
        assertThat(stage.client.requests("token.refresh_token"))
                .anySatisfy(request -> assertThat(request.remarks()).anyMatch(remark -> remark.contains(sha256)));
    }

    @Test
    void withinAGracePeriodASpentRefreshTokenGivesAnotherPair() {
        Pair first = stage.link();
        stage.client.changeSettings(Map.of("rotation", "grace(30)"));
        stage.refresh(first.refresh());

        stage.client.moveClock(Duration.ofSeconds(30).minusMillis(1));
        Pair again = pair(stage.refresh(first.refresh()));
        stage.client.moveClock(Duration.ofSeconds(30));

        assertThat(stage.usersMe(again.access()).statusCode()).isEqualTo(200);
        assertThat(error(stage.refresh(first.refresh()))).isEqualTo("400 invalid_grant");
        assertThat(stage.client.counter("spent_refresh_tokens_received")).isEqualTo(1);
    }

    @Test
    void aReusableRefreshTokenStaysGood() {
        Pair first = stage.link();
        stage.client.changeSettings(Map.of("rotation", "reusable"));

        assertThat(stage.refresh(first.refresh()).statusCode()).isEqualTo(200);
        assertThat(stage.refresh(first.refresh()).statusCode()).isEqualTo(200);
        assertThat(stage.client.counter("spent_refresh_tokens_received")).isZero();
    }

    @Test
    void ofManyRefreshesAtOnceWithOneTokenExactlyOneSucceeds() throws Exception {
        Pair first = stage.link();
        Callable<Integer> attempt = () -> stage.refresh(first.refresh()).statusCode();

        List<Integer> statuses;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> running = threads.invokeAll(
                    IntStream.range(0, 16).mapToObj(i -> attempt).toList());
            statuses = running.stream().map(Future::resultNow).toList();
        }

        assertThat(statuses).containsOnly(200, 400).containsOnlyOnce(200);
        assertThat(stage.client.counter("spent_refresh_tokens_received")).isEqualTo(15);
    }

    @Test
    void tokensLiveFourHoursAndThirtyDays() {
        Pair pair = stage.link();

        stage.client.moveClock(Duration.ofHours(4).minusMillis(1));
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(200);
        stage.client.moveClock(Duration.ofHours(4));
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(401);
        stage.client.moveClock(Duration.ofDays(30));
        assertThat(error(stage.refresh(pair.refresh()))).isEqualTo("400 invalid_grant");
        stage.client.moveClock(Duration.ofDays(30).minusMillis(1));
        assertThat(stage.refresh(pair.refresh()).statusCode()).isEqualTo(200);
    }

    @Test
    void onlyAFormIsUnderstood() {
        HttpResponse<String> response = stage.send(stage.request("/oauth/token")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString("{\"grant_type\":\"refresh_token\"}")));

        assertThat(error(response)).isEqualTo("400 invalid_request");
    }

    @Test
    void eachErrorOfRfc6749HasItsStatus() {
        String id = stage.app.clientId();
        String secret = stage.app.clientSecret();

        assertThat(error(stage.token(Map.of("grant_type", "refresh_token", "client_id", id, "client_secret", "no"))))
                .isEqualTo("401 invalid_client");
        assertThat(error(stage.token(Map.of("grant_type", "refresh_token")))).isEqualTo("401 invalid_client");
        assertThat(error(stage.token(Map.of("client_id", id, "client_secret", secret))))
                .isEqualTo("400 invalid_request");
        assertThat(error(stage.token(Map.of("grant_type", "password", "client_id", id, "client_secret", secret))))
                .isEqualTo("400 unsupported_grant_type");
        assertThat(error(stage.token(Map.of("grant_type", "refresh_token", "client_id", id, "client_secret", secret))))
                .isEqualTo("400 invalid_request");
        assertThat(error(stage.redeem("never-given"))).isEqualTo("400 invalid_grant");
        assertThat(error(stage.refresh("never-given"))).isEqualTo("400 invalid_grant");
        assertThat(stage.client.counters())
                .containsEntry("invalid_clients", 2L)
                .containsEntry("unknown_codes_received", 1L)
                .containsEntry("unknown_refresh_tokens_received", 1L);
    }

    @Test
    void aFieldThatOccursTwiceIsRefused() {
        HttpResponse<String> response = stage.send(stage.request("/oauth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("grant_type=refresh_token&grant_type=authorization_code")));

        assertThat(error(response)).isEqualTo("400 invalid_request");
    }

    @Test
    void aBodyOver64KiBIsRefused() {
        HttpResponse<String> response = stage.send(stage.request("/oauth/token")
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("code=" + "x".repeat(70_000))));

        assertThat(response.statusCode()).isEqualTo(413);
    }

    @Test
    void introspectionTellsWhatBecameOfATokenAndACode() {
        InstallationDetails installation = stage.install();
        String code = stage.code();
        assertThat(stage.client.introspect(code).active()).isTrue();

        Pair first = pair(stage.redeem(code));
        stage.refresh(first.refresh());

        assertThat(stage.client.introspect(code).spent()).isTrue();
        assertThat(stage.client.introspect(first.access())).satisfies(token -> {
            assertThat(token.kind()).isEqualTo(Introspection.Kind.ACCESS);
            assertThat(token.active()).isTrue();
            assertThat(token.installation()).isEqualTo(installation.id());
        });
        assertThat(stage.client.introspect(first.refresh())).satisfies(token -> {
            assertThat(token.kind()).isEqualTo(Introspection.Kind.REFRESH);
            assertThat(token.spent()).isTrue();
            assertThat(token.active()).isFalse();
        });
        assertThat(stage.client.introspect("something").kind()).isEqualTo(Introspection.Kind.UNKNOWN);
    }
}
