package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.json;
import static dev.linkhub.simulator.Stage.title;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.journey.RemovalNotice;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class AppIntegrationsTest {

    private final Stage stage = new Stage();
    private InstallationDetails installation;
    private String access;

    @BeforeEach
    void install() {
        installation = stage.install();
        Pair pair = Stage.pair(stage.redeem(stage.code()));
        access = pair.access();
    }

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void answersInJsonApiShapeIfSetSo() {
        stage.client.changeSettings(Map.of("envelope", "json_api"));

        JsonNode posted = json(stage.postNonce(access, installation.redirect().nonce()));
        JsonNode patched = json(stage.complete(access));

        assertThat(posted.path("data").path("type").asText()).isEqualTo("app-integrations");
        assertThat(posted.path("data").path("id").asText()).isEqualTo(stage.app.clientId());
        assertThat(posted.path("data").path("attributes").toString()).isEqualTo("{\"status\":\"awaiting\"}");
        assertThat(posted.path("meta").path("time").asText()).isNotBlank();
        assertThat(patched.path("data").path("attributes").path("status").asText())
                .isEqualTo("completed");
        assertThat(patched.path("data")
                        .path("attributes")
                        .path("account_identifier")
                        .asText())
                .isEqualTo("a***a@example.com");
    }

    @Test
    void patchAnswersFlatWithIdentifierStatusAndTime() {
        stage.postNonce(access, installation.redirect().nonce());

        JsonNode patched = json(stage.complete(access));

        assertThat(patched.path("account_identifier").asText()).isEqualTo("a***a@example.com");
        assertThat(patched.path("status").asText()).isEqualTo("completed");
        assertThat(patched.path("updated_at").asText()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\dZ");
    }

    @Test
    void aNonceThatWasNeverGivenIsInvalidAndTheTraceSaysWhy() {
        String nonce = installation.redirect().nonce();
        String standard =
                Base64.getEncoder().encodeToString(Base64.getUrlDecoder().decode(nonce));

        assertThat(title(stage.postNonce(access, "x".repeat(43)))).isEqualTo("400 Invalid Nonce");
        assertThat(title(stage.postNonce(access, standard))).isEqualTo("400 Invalid Nonce");

        assertThat(stage.client.requests("app_integrations.post").getLast().remarks())
                .anyMatch(remark -> remark.contains("looks like standard base64"));
        assertThat(stage.client.counter("invalid_nonces")).isEqualTo(2);
    }

    @Test
    void theNonceOfAnotherInstallationIsInvalid() {
        stage.client.setUrls(stage.app.id(), RingEnvironment.PRODUCTION, stage.partner.urls());
        InstallationDetails other =
                stage.client.install(stage.account.id(), stage.app.id(), RingEnvironment.PRODUCTION);

        assertThat(title(stage.postNonce(access, other.redirect().nonce()))).isEqualTo("400 Invalid Nonce");
    }

    @Test
    void aNonceIsGoodFor600Seconds() {
        stage.client.moveClock(Duration.ofMinutes(10));
        assertThat(stage.postNonce(access, installation.redirect().nonce()).statusCode())
                .isEqualTo(200);

        stage.client.moveClock(Duration.ZERO);
        InstallationDetails.RedirectDetails late =
                stage.client.signIn(installation.id()).redirect();
        stage.client.moveClock(Duration.between(Stage.START, Instant.ofEpochMilli(late.time()))
                .plusMinutes(10)
                .plusMillis(1));
        assertThat(title(stage.postNonce(access, late.nonce()))).isEqualTo("400 Invalid Nonce");
    }

    @Test
    void anAcceptedNoncePostedAgainIsAnsweredWithThePresentStatus() {
        stage.postNonce(access, installation.redirect().nonce());
        stage.complete(access);

        HttpResponse<String> again =
                stage.postNonce(access, installation.redirect().nonce());

        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(json(again).path("status").asText()).isEqualTo("completed");
        assertThat(stage.client.counter("integrations_posted")).isEqualTo(1);
    }

    @Test
    void anAcceptedNoncePostedAgainIsRefusedIfSetSo() {
        stage.client.changeSettings(Map.of("repost", "refused"));
        stage.postNonce(access, installation.redirect().nonce());

        assertThat(title(stage.postNonce(access, installation.redirect().nonce())))
                .isEqualTo("400 Invalid Nonce");
    }

    @Test
    void missingFieldsAreNamedSo() {
        assertThat(title(stage.integrations("POST", access, "{}"))).isEqualTo("400 Missing Required Fields");
        assertThat(title(stage.integrations("POST", access, "{\"nonce\":7}"))).isEqualTo("400 Missing Required Fields");
        assertThat(title(stage.integrations("PATCH", access, "{}"))).isEqualTo("400 Missing Required Fields");
        assertThat(title(stage.integrations("POST", access, "not json"))).isEqualTo("400 Bad Request");
        assertThat(title(stage.integrations("POST", access, "[]"))).isEqualTo("400 Bad Request");
    }

    @Test
    void completingBeforeTheNonceOrToAnUnknownStatusIsAnInvalidTransition() {
        assertThat(title(stage.complete(access))).isEqualTo("400 Invalid Status Transition");
        stage.postNonce(access, installation.redirect().nonce());
        assertThat(title(stage.integrations("PATCH", access, "{\"status\":\"removed\"}")))
                .isEqualTo("400 Invalid Status Transition");
    }

    @Test
    void aCompletedLinkMayBePausedAndTheIdentifierChangedWithoutAnotherAddedEvent() {
        stage.postNonce(access, installation.redirect().nonce());
        stage.complete(access);
        assertThat(json(stage.integrations("PATCH", access, "{\"status\":\"awaiting\"}"))
                        .path("status")
                        .asText())
                .isEqualTo("awaiting");
        assertThat(json(stage.integrations("PATCH", access, "{\"account_identifier\":\"b***b\"}"))
                        .path("account_identifier")
                        .asText())
                .isEqualTo("b***b");

        stage.complete(access);

        assertThat(stage.client.counter("integrations_completed")).isEqualTo(1);
    }

    @Test
    void anIntegrationRemovedWhileItsTokensLiveIsNotFound() {
        stage.client.removeKeepingTokens(installation.id(), RemovalNotice.SKIP);

        assertThat(title(stage.postNonce(access, installation.redirect().nonce())))
                .isEqualTo("404 Not Found");
        assertThat(title(stage.complete(access))).isEqualTo("404 Not Found");
    }

    @Test
    void deletingIsOutOfScopeForOneWayApps() {
        assertThat(title(stage.integrations("DELETE", access, ""))).isEqualTo("403 Out of Scope Access");
    }

    @Test
    void aBadTokenIsRefused() {
        assertThat(stage.postNonce("nonsense", installation.redirect().nonce()).statusCode())
                .isEqualTo(401);
        assertThat(stage.complete("nonsense").statusCode()).isEqualTo(401);
        assertThat(stage.integrations("DELETE", "nonsense", "").statusCode()).isEqualTo(401);
    }

    @Test
    void unknownPathsAndMethodsGetRingsErrors() {
        assertThat(title(stage.send(stage.request("/v1/nothing")))).isEqualTo("404 Not Found");
        assertThat(title(stage.send(stage.request("/oauth/token")))).isEqualTo("405 Method Not Allowed");
    }
}
