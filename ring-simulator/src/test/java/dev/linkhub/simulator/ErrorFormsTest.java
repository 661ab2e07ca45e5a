package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.fault.AnswerPreset;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** An error of Ring's in each form that is documented or has been seen. */
class ErrorFormsTest {

    private final Stage stage = new Stage();
    private final Pair pair = stage.link();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void theUsersPageMayRefuseABadTokenWith403AndTheOthersWith401() {
        stage.client.changeSettings(Map.of("unauthorized", "users_me_403"));

        assertThat(Stage.title(stage.usersMe("nonsense"))).isEqualTo("403 Forbidden");
        assertThat(Stage.title(stage.get("/v1/devices", "nonsense"))).isEqualTo("401 Invalid Client");
        assertThat(Stage.title(stage.complete("nonsense"))).isEqualTo("401 Invalid Client");
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(200);
    }

    @Test
    void theEmpty401ComesFromTheProxy() {
        stage.client.changeSettings(Map.of("unauthorized", "empty_401"));

        HttpResponse<String> set = stage.usersMe("nonsense");
        stage.client.fault(NewFault.answering("users_me", AnswerPreset.EMPTY_401));
        HttpResponse<String> preset = stage.usersMe(pair.access());

        for (HttpResponse<String> response : Stream.of(set, preset).toList()) {
            assertThat(response.statusCode()).isEqualTo(401);
            assertThat(response.body()).isEmpty();
            assertThat(response.headers().firstValue("server")).contains("envoy");
            assertThat(response.headers().firstValue("x-request-id").map(UUID::fromString))
                    .isPresent();
        }
    }

    @Test
    void theDetailOfAnErrorMayBeMissing() {
        stage.client.changeSettings(Map.of("api_errors", "bare"));

        assertThat(json(stage.integrations("POST", pair.access(), "{}")))
                .isEqualTo(json("{\"errors\": [{\"status\": \"400\", \"title\": \"Missing Required Fields\"}]}"));
    }

    @Test
    void anErrorMayTellAsMuchAsThoseOfMedia() {
        stage.client.changeSettings(Map.of("api_errors", "full"));
        stage.client.advanceClock(Duration.ofSeconds(1));

        stage.postNonce(
                pair.access(),
                stage.client.installations().getFirst().redirect().nonce());
        JsonNode error = json(stage.get("/v1/devices/none", pair.access()))
                .path("errors")
                .path(0);

        assertThat(error.propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("id", "status", "code", "title", "detail", "source", "meta");
        assertThat(error.path("status").asText()).isEqualTo("404");
        assertThat(error.path("code").asText()).isEqualTo("NOT_FOUND");
        assertThat(error.at("/source/pointer").asText()).isEqualTo("/data");
        assertThat(error.at("/meta/timestamp").asText())
                .isEqualTo(Stage.START.plusSeconds(1).toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bare", "full"})
    void nothingButErrorDocumentsOfTheApiChanges(String form) {
        HttpResponse<String> me = stage.usersMe(pair.access());
        HttpResponse<String> refused = stage.refresh("nonsense");
        stage.client.changeSettings(Map.of("api_errors", form, "unauthorized", "empty_401"));

        assertThat(stage.usersMe(pair.access()).body()).isEqualTo(me.body());
        assertThat(stage.refresh("nonsense").body()).isEqualTo(refused.body());
        assertThat(stage.usersMe("nonsense").body()).isEmpty();
    }

    @Test
    void oneCallTooManyIsToldInTheSameForm() {
        stage.client.changeSettings(Map.of("api_errors", "bare", "rate_limit", "1", "rate_limit_counts", "calls"));
        stage.client.advanceClock(Duration.ofSeconds(1));
        stage.usersMe(pair.access());

        assertThat(json(stage.usersMe(pair.access())))
                .isEqualTo(json("{\"errors\": [{\"status\": \"429\", \"title\": \"Rate Limit Exceeded\"}]}"));
    }

    @ParameterizedTest
    @CsvSource({
        "JSON_400, 400 Bad Request",
        "JSON_401, 401 Invalid Client",
        "JSON_403, 403 Out of Scope Access",
        "JSON_404, 404 Not Found",
        "JSON_409, 409 Conflict",
        "JSON_422, 422 Unprocessable Entity",
        "JSON_429, 429 Rate Limit Exceeded",
        "JSON_500, 500 Internal Server Error",
        "JSON_503, 503 Service Unavailable"
    })
    void anErrorDocumentOfEachStatusCanBeAskedFor(AnswerPreset preset, String title) {
        stage.client.fault(NewFault.answering("app_integrations.post", preset));

        HttpResponse<String> response = stage.integrations("POST", pair.access(), "{}");

        assertThat(Stage.title(response)).isEqualTo(title);
        assertThat(json(response).at("/errors/0/status").asText()).isEqualTo(title.substring(0, 3));
        assertThat(json(response).at("/errors/0/detail").asText()).isNotBlank();
        assertThat(response.headers().firstValue("Content-Type")).contains("application/json");
        assertThat(response.headers().firstValue("Retry-After").isPresent()).isEqualTo(preset == AnswerPreset.JSON_429);
    }

    @ParameterizedTest
    @CsvSource({
        "INVALID_GRANT_400, 400 invalid_grant",
        "INVALID_GRANT_401, 401 invalid_grant",
        "INVALID_CLIENT_401, 401 invalid_client"
    })
    void anErrorOfTheTokenEndpointCanBeAskedForAndSpendsNothing(AnswerPreset preset, String error) {
        stage.client.fault(NewFault.answering("token.refresh_token", preset));

        HttpResponse<String> response = stage.refresh(pair.refresh());

        assertThat(Stage.error(response)).isEqualTo(error);
        assertThat(json(response).path("error_description").asText()).isNotBlank();
        assertThat(response.headers().firstValue("Cache-Control")).contains("no-store");
        assertThat(stage.refresh(pair.refresh()).statusCode()).isEqualTo(200);
    }
}
