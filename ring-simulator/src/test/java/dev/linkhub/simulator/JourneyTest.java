package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.STAGING;
import static dev.linkhub.simulator.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewEvent;
import dev.linkhub.simulator.client.NewInstallation;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.simulator.journey.RemovalNotice;
import dev.linkhub.simulator.settings.CodeEncoding;
import java.io.OutputStream;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class JourneyTest {

    private final Stage stage = new Stage();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void fromInstallationToCompletedLink() {
        InstallationDetails installed = stage.install();
        assertThat(installed.status()).isEqualTo(InstallationStatus.PENDING);
        assertThat(installed.redirect().accountLinkUrl())
                .hasToString(stage.partner.url("/link") + "?nonce="
                        + installed.redirect().nonce() + "&time=" + installed.time());

        Pair pair = Stage.pair(stage.redeem(stage.code()));
        JsonNode me = json(stage.usersMe(pair.access())).path("data");
        assertThat(me.path("type").asText()).isEqualTo("users");
        assertThat(me.path("id").asText()).isEqualTo(stage.account.id()).startsWith("ava1.ring.account.");
        assertThat(me.path("attributes").path("first_name").asText()).isEqualTo("Ada");
        assertThat(me.path("attributes").has("phone_number")).isFalse();

        assertThat(json(stage.postNonce(pair.access(), installed.redirect().nonce()))
                        .toString())
                .isEqualTo("{\"status\":\"awaiting\"}");
        assertThat(stage.client.installation(installed.id()).status()).isEqualTo(InstallationStatus.AWAITING);

        assertThat(json(stage.complete(pair.access())).path("status").asText()).isEqualTo("completed");
        InstallationDetails completed = stage.client.installation(installed.id());
        assertThat(completed.status()).isEqualTo(InstallationStatus.COMPLETED);
        assertThat(completed.accountIdentifier()).isEqualTo("a***a@example.com");
        assertThat(completed.liveAccessTokens()).isEqualTo(1);
        assertThat(completed.liveRefreshTokens()).isEqualTo(1);
        Stage.await(() -> eventTypes().contains("app_integration_added"));
        assertThat(eventTypes()).containsExactly("device_added", "device_added", "app_integration_added");
        assertThat(stage.client.counters())
                .containsEntry("codes_issued", 1L)
                .containsEntry("users_me", 1L)
                .containsEntry("integrations_posted", 1L)
                .containsEntry("integrations_completed", 1L);
    }

    @Test
    void theCodeIsPostedAsFormAsJsonOrWithoutContentType() {
        for (CodeEncoding encoding : CodeEncoding.values()) {
            InstallationDetails installation =
                    stage.client.install(NewInstallation.of(stage.account.id(), stage.app.id(), STAGING)
                            .withCodeAs(encoding));
            stage.client.remove(installation.id(), RemovalNotice.SKIP);
        }

        List<Partner.Received> codes = stage.partner.received("/token-exchange");
        assertThat(codes.get(0).headers()).containsEntry("Content-Type", "application/x-www-form-urlencoded");
        assertThat(codes.get(0).text()).startsWith("code=us-east-1");
        assertThat(codes.get(1).headers()).containsEntry("Content-Type", "application/json");
        assertThat(json(codes.get(1).text()).path("code").asText()).startsWith("us-east-1");
        assertThat(codes.get(2).headers()).doesNotContainKey("Content-Type");
        assertThat(codes.get(2).text()).startsWith("code=us-east-1");
    }

    @Test
    void aFailedTokenExchangeLeavesTheInstallationPendingWithTheFailureShown() {
        stage.partner.answerNext("/token-exchange", 503);

        InstallationDetails installation = stage.install();

        assertThat(installation.status()).isEqualTo(InstallationStatus.PENDING);
        assertThat(installation.requireTokenExchange().status()).isEqualTo(503);
        assertThat(installation.accountLinkUrl()).isNull();
        assertThat(stage.partner.received("/webhook")).isEmpty();
        assertThat(stage.client.counter("token_exchanges_failed")).isEqualTo(1);
    }

    @Test
    void anUnreachablePartnerIsRecordedAndTheUserMaySignInLaterWithANewCode() {
        stage.partner.behaveNext("/token-exchange", exchange -> exchange.close());
        InstallationDetails installation = stage.install();
        assertThat(installation.requireTokenExchange().status()).isNull();
        assertThat(installation.requireTokenExchange().error()).isNotBlank();

        InstallationDetails again = stage.client.signInWithNewCode(installation.id());

        assertThat(again.accountLinkUrl()).isNotNull();
        Pair pair = Stage.pair(stage.redeem(stage.code()));
        assertThat(stage.postNonce(pair.access(), again.redirect().nonce()).statusCode())
                .isEqualTo(200);
    }

    @Test
    void aHugeAnswerToTheCodeIsCutAndTheJourneyGoesOn() {
        stage.partner.behaveNext("/token-exchange", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            try (OutputStream out = exchange.getResponseBody()) {
                byte[] block = new byte[64 * 1024];
                for (int i = 0; i < 10_000; i++) {
                    out.write(block);
                }
            }
        });

        InstallationDetails installation = stage.install();

        assertThat(installation.requireTokenExchange().status()).isEqualTo(200);
        assertThat(installation.requireTokenExchange().body()).hasSize(64 * 1024);
        assertThat(installation.accountLinkUrl()).isNotNull();
    }

    @Test
    void anEndlessAnswerToTheCodeCostsNoMoreThanThePatience() {
        stage.client.changeSettings(Map.of("token_exchange_patience", "PT0.5S"));
        stage.partner.behaveNext("/token-exchange", exchange -> {
            exchange.sendResponseHeaders(200, 0);
            exchange.getResponseBody().write('{');
            exchange.getResponseBody().flush();
        });

        InstallationDetails installation = stage.install();

        assertThat(installation.requireTokenExchange().error()).contains("no whole answer within 0.5 s");
        assertThat(installation.requireTokenExchange().durationMs()).isBetween(500L, 30_000L);
    }

    @Test
    void signingInAgainGivesANewNonceWithoutANewCode() {
        InstallationDetails first = stage.install();

        InstallationDetails second = stage.client.signIn(first.id());

        assertThat(second.nonce()).isNotEqualTo(first.nonce());
        assertThat(second.time()).isGreaterThan(first.time());
        assertThat(stage.partner.received("/token-exchange")).hasSize(1);
    }

    @Test
    void theTimeOfARedirectFollowsTheClockBackToo() {
        stage.client.moveClock(Duration.ofHours(1));
        InstallationDetails later = stage.install();

        stage.client.moveClock(Duration.ZERO);
        InstallationDetails now = stage.client.signIn(later.id());

        assertThat(later.time()).isEqualTo(Stage.START.plus(Duration.ofHours(1)).toEpochMilli());
        assertThat(now.time()).isEqualTo(Stage.START.toEpochMilli());
    }

    @Test
    void devicesAreAnnouncedAfterTheCodeOrBeforeIt() {
        stage.install();
        assertThat(endpointsSent()).containsExactly("token_exchange", "webhook", "webhook");

        try (Stage other = new Stage()) {
            other.client.changeSettings(Map.of("webhook_order", "devices_before_code"));
            other.install();
            assertThat(other.client.requests().stream().map(request -> request.endpoint()))
                    .containsExactly("webhook", "webhook", "token_exchange");
        }
    }

    @Test
    void onlySelectedDevicesAreAnnounced() {
        String garden = stage.account.devices().get(1).id();

        stage.client.install(
                NewInstallation.of(stage.account.id(), stage.app.id(), STAGING).sharing(List.of(garden)));

        assertThat(stage.partner.received("/webhook"))
                .singleElement()
                .satisfies(event -> assertThat(json(event.text())
                                .path("data")
                                .path("attributes")
                                .path("source")
                                .asText())
                        .isEqualTo(garden));
    }

    @Test
    void anInstalledAppCannotBeInstalledTwiceInOneEnvironment() {
        stage.install();

        assertThatThrownBy(stage::install).hasMessageContaining("already installed");
        stage.client.setUrls(stage.app.id(), RingEnvironment.PRODUCTION, stage.partner.urls());
        assertThat(stage.client.install(stage.account.id(), stage.app.id(), RingEnvironment.PRODUCTION))
                .isNotNull();
    }

    @Test
    void anEnvironmentWithoutAddressesCannotBeInstalled() {
        assertThatThrownBy(() -> stage.client.install(stage.account.id(), stage.app.id(), RingEnvironment.PRODUCTION))
                .hasMessageContaining("environment")
                .hasMessageContaining("staging");
    }

    @Test
    void eachUnauthorizedFormCanBeChosen() {
        stage.client.changeSettings(Map.of("unauthorized", "json_401"));
        assertThat(Stage.title(stage.usersMe("nonsense"))).isEqualTo("401 Invalid Client");
        stage.client.changeSettings(Map.of("unauthorized", "json_403"));
        assertThat(Stage.title(stage.usersMe("nonsense"))).isEqualTo("403 Forbidden");
        stage.client.changeSettings(Map.of("unauthorized", "empty_401"));
        HttpResponse<String> empty = stage.usersMe("nonsense");
        assertThat(empty.statusCode()).isEqualTo(401);
        assertThat(empty.body()).isEmpty();
        assertThat(empty.headers().firstValue("Content-Type")).isEmpty();
        assertThat(stage.client.counter("access_tokens_refused")).isEqualTo(3);
    }

    @Test
    void anEventMayComeBeforeTheCodeAndNamesTheAccountThatItsTokensShow() {
        stage.client.sendEvent(NewEvent.forAccount(stage.account.id(), stage.app.id(), STAGING, "motion_detected"));
        stage.install();

        assertThat(endpointsSent()).containsExactly("webhook", "token_exchange", "webhook", "webhook");
        String early = json(stage.partner.received("/webhook").getFirst().text())
                .path("meta")
                .path("account_id")
                .asText();
        Pair pair = Stage.pair(stage.redeem(stage.code()));
        assertThat(json(stage.usersMe(pair.access())).path("data").path("id").asText())
                .isEqualTo(early);
    }

    @Test
    void callsWithoutATokenAreCountedApartFromThoseWithABadOne() {
        stage.usersMe("nonsense");
        stage.send(stage.request("/v1/users/me"));

        assertThat(stage.client.counters())
                .containsEntry("access_tokens_refused", 2L)
                .containsEntry("unsigned_calls", 1L);
    }

    private List<String> eventTypes() {
        return stage.partner.received("/webhook").stream()
                .map(event -> json(event.text()).path("data").path("type").asText())
                .toList();
    }

    private List<String> endpointsSent() {
        return stage.client.requests().stream()
                .map(request -> request.endpoint())
                .toList();
    }
}
