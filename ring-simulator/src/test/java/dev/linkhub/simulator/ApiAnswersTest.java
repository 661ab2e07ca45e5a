package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.STAGING;
import static dev.linkhub.simulator.Stage.json;
import static dev.linkhub.simulator.Stage.pair;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.app.SigningKey;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewAccount;
import dev.linkhub.simulator.client.NewFault;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What holds for every call of Ring's hosts, and for the credentials and addresses that an app has. */
class ApiAnswersTest {

    private final Stage stage = new Stage();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void anErrorOfTheApiIsADocumentWithStatusTitleAndDetail() {
        HttpResponse<String> response = stage.send(stage.request("/v1/nothing"));

        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(json(response)).isEqualTo(json("""
                {"errors": [{"status": "404", "title": "Not Found", "detail": "There is nothing at this address."}]}
                """));
    }

    @Test
    void usersMeTellsNameEmailAndThePhoneNumberIfThereIsOne() {
        String bo = stage.client
                .createAccount(NewAccount.of("Bo", "Chime", "bo@example.com").withPhoneNumber("+15550100"))
                .id();
        stage.client.install(bo, stage.app.id(), STAGING);

        HttpResponse<String> me = stage.usersMe(pair(stage.redeem(stage.code())).access());

        assertThat(json(me)).isEqualTo(json("""
                {"data": {"type": "users", "id": "%s", "attributes": {
                  "first_name": "Bo", "last_name": "Chime", "email": "bo@example.com", "phone_number": "+15550100"}}}
                """.formatted(bo)));
    }

    @Test
    void aRefreshAnswersAsTheCodeDid() {
        Pair first = stage.link();

        HttpResponse<String> refreshed = stage.refresh(first.refresh());

        assertThat(json(refreshed).propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("access_token", "refresh_token", "scope", "expires_in", "token_type");
        assertThat(json(refreshed).path("expires_in").asInt()).isEqualTo(14_400);
        stage.client.moveClock(Duration.ofHours(4).minusMillis(1));
        assertThat(stage.usersMe(pair(refreshed).access()).statusCode()).isEqualTo(200);
        stage.client.moveClock(Duration.ofHours(4));
        assertThat(stage.usersMe(pair(refreshed).access()).statusCode()).isEqualTo(401);
    }

    @Test
    void aRefreshTokenIsNoBearerToken() {
        Pair pair = stage.link();

        assertThat(stage.usersMe(pair.refresh()).statusCode()).isEqualTo(401);
        assertThat(stage.refresh(pair.refresh()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"unauthorized_client", "invalid_scope", "temporarily_unavailable"})
    void anErrorOfOAuthThatRingDoesNotGiveByItselfCanBeAskedFor(String error) {
        Pair pair = stage.link();
        stage.client.fault(NewFault.answering("token.refresh_token", 400)
                .withBody("application/json", "{\"error\":\"" + error + "\"}"));

        assertThat(Stage.error(stage.refresh(pair.refresh()))).isEqualTo("400 " + error);
        assertThat(stage.refresh(pair.refresh()).statusCode()).isEqualTo(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/oauth/token", "/v1/users/me"})
    void noPageOfAnotherSiteMayReadRing(String path) {
        for (String method : List.of("OPTIONS", "GET", "POST")) {
            HttpResponse<String> response = stage.send(stage.request(path)
                    .header("Origin", "https://partner.example.com")
                    .method(method, BodyPublishers.noBody()));

            assertThat(response.headers().map().keySet())
                    .noneMatch(name -> name.toLowerCase(Locale.ROOT).startsWith("access-control-"));
        }
    }

    @Test
    void nothingButTheCodeComesWithThePostOfACode() {
        stage.install();

        Partner.Received post = stage.partner.received("/token-exchange").getFirst();
        assertThat(post.headers()).doesNotContainKeys("Authorization", "X-Signature", "Cookie");
        assertThat(post.text()).isEqualTo("code=" + stage.code()).doesNotContain("&");
    }

    @Test
    void stagingAndProductionHaveOneSetOfCredentialsAndOneBudget() {
        stage.client.setUrls(stage.app.id(), RingEnvironment.PRODUCTION, stage.partner.urls());
        Pair staging = stage.link();
        stage.client.install(stage.account.id(), stage.app.id(), RingEnvironment.PRODUCTION);
        Pair production = pair(stage.redeem(stage.code()));
        stage.client.changeSettings(Map.of("rate_limit", "1", "rate_limit_counts", "calls"));
        stage.client.advanceClock(Duration.ofSeconds(1));

        assertThat(stage.usersMe(staging.access()).statusCode()).isEqualTo(200);
        assertThat(stage.usersMe(production.access()).statusCode()).isEqualTo(429);
        Partner.Received event = stage.partner.received("/webhook").getLast();
        assertThat(event.headers())
                .containsEntry(
                        "X-Signature",
                        new SigningKey(stage.app.hmacKey())
                                .signature(event.body().bytes()));
    }

    @Test
    void aHundredCallsASecondPassAndTheNextDoesNot() {
        Pair pair = stage.link();
        stage.client.changeSettings(Map.of("rate_limit_counts", "calls"));
        stage.client.advanceClock(Duration.ofSeconds(1));

        assertThat(IntStream.range(0, 101)
                        .mapToObj(i -> stage.usersMe(pair.access()).statusCode()))
                .containsExactlyElementsOf(
                        Stream.concat(Stream.generate(() -> 200).limit(100), Stream.of(429))
                                .toList());
    }

    @Test
    void theTokensOfARemovedAppOpenNothing() {
        InstallationDetails installation = stage.install();
        String access = stage.confirm(installation);
        String device = stage.account.devices().getFirst().id();
        stage.client.remove(installation.id());

        for (String path : List.of(
                "/v1/users/me",
                "/v1/devices",
                "/v1/devices/" + device,
                "/v1/history/devices/" + device + "/events",
                "/v1/accounts/me/subscriptions")) {
            assertThat(stage.get(path, access).statusCode()).as(path).isEqualTo(401);
        }
        assertThat(stage.complete(access).statusCode()).isEqualTo(401);
        assertThat(stage.postNonce(access, installation.redirect().nonce()).statusCode())
                .isEqualTo(401);
    }
}
