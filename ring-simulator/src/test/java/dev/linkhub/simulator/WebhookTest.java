package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.STAGING;
import static dev.linkhub.simulator.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.app.SigningKey;
import dev.linkhub.simulator.client.EventDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewEvent;
import dev.linkhub.simulator.webhook.Attempt;
import dev.linkhub.simulator.webhook.EventState;
import dev.linkhub.simulator.webhook.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class WebhookTest {

    private static final List<Duration> RETRY_DELAYS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1));

    private final Stage stage = new Stage();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void anEventCarriesTheEnvelopeAndASignatureOverItsExactBytes() {
        stage.install();

        Partner.Received event = stage.partner.received("/webhook").getFirst();
        JsonNode body = json(event.text());
        String device = stage.account.devices().getFirst().id();

        assertThat(event.headers())
                .containsEntry("Content-Type", "application/json")
                .containsEntry(
                        "X-Signature",
                        new SigningKey(stage.app.hmacKey())
                                .signature(event.body().bytes()));
        assertThat(body.path("meta").path("version").asText()).isEqualTo("1.1");
        assertThat(body.path("meta").path("account_id").asText()).isEqualTo(stage.account.id());
        assertThat(body.path("meta").path("request_id").asText()).matches("[0-9a-f-]{36}");
        assertThat(Instant.parse(body.path("meta").path("time").asText())).isNotNull();
        JsonNode data = body.path("data");
        assertThat(data.path("id").asText()).startsWith(device + "_device_added_");
        assertThat(data.path("attributes").path("source").asText()).isEqualTo(device);
        assertThat(data.path("attributes").path("source_type").asText()).isEqualTo("devices");
        assertThat(data.path("attributes").path("timestamp").isIntegralNumber()).isTrue();
        assertThat(data.path("relationships")
                        .path("devices")
                        .path("links")
                        .path("self")
                        .asText())
                .isEqualTo("/v1/devices/" + device);
    }

    @Test
    void aFailedEventIsRetriedOnScheduleWithTheSameBytesUntilItIsDead() {
        InstallationDetails installation = stage.install();
        int before = stage.partner.received("/webhook").size();
        for (int i = 0; i < 7; i++) {
            stage.partner.answerNext("/webhook", 500);
        }

        EventDetails event = send(installation, "motion_detected");
        assertThat(event.status()).isEqualTo(EventState.RETRYING);
        List<Instant> due = new ArrayList<>(List.of(Stage.START));
        for (Duration delay : RETRY_DELAYS) {
            due.add(due.getLast().plus(delay));
            Duration offset = Duration.between(Stage.START, due.getLast());
            stage.client.moveClock(offset.minusMillis(1));
            stage.client.moveClock(offset);
            Stage.await(() -> stage.client.event(event.id()).attempts().size() == due.size());
        }

        EventDetails dead = stage.client.event(event.id());
        assertThat(dead.status()).isEqualTo(EventState.DEAD);
        assertThat(dead.attempts())
                .hasSize(7)
                .allSatisfy(attempt -> assertThat(attempt.status()).isEqualTo(500))
                .extracting(Attempt::at)
                .containsExactlyElementsOf(due);
        List<Partner.Received> copies = stage.partner.received("/webhook");
        assertThat(copies.subList(before, copies.size()).stream().map(Partner.Received::text))
                .hasSize(7)
                .containsOnly(copies.getLast().text());
        assertThat(stage.client.counter("webhooks_failed")).isEqualTo(7);
    }

    @Test
    void aRetryThatSucceedsEndsTheSchedule() {
        InstallationDetails installation = stage.install();
        stage.partner.answerNext("/webhook", 503);
        EventDetails event = send(installation, "button_press");

        stage.client.moveClock(Duration.ofSeconds(1));

        Stage.await(() -> stage.client.event(event.id()).status() == EventState.DELIVERED);
        assertThat(stage.client.event(event.id()).attempts()).hasSize(2);
    }

    @Test
    void a4xxIsNeverRetried() {
        InstallationDetails installation = stage.install();
        stage.partner.answerNext("/webhook", 401);

        EventDetails event = send(installation, "button_press");
        stage.client.moveClock(Duration.ofDays(1));

        assertThat(event.status()).isEqualTo(EventState.REFUSED);
        assertThat(stage.client.event(event.id()).attempts()).hasSize(1);
    }

    @Test
    void noAnswerWithinFiveSecondsCountsAsFailure() {
        InstallationDetails installation = stage.install();
        CountDownLatch end = new CountDownLatch(1);
        stage.partner.behaveNext("/webhook", exchange -> {
            try {
                end.await();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            exchange.close();
        });

        EventDetails event = send(installation, "button_press");
        end.countDown();

        assertThat(event.status()).isEqualTo(EventState.RETRYING);
        assertThat(event.attempts()).singleElement().satisfies(attempt -> {
            assertThat(attempt.status()).isNull();
            assertThat(attempt.error()).contains("5.0 s");
        });
        assertThat(stage.client.counter("late_answers")).isEqualTo(1);
    }

    @Test
    void anEventMayComeBeforeAnyInstallation() {
        EventDetails event = stage.client.sendEvent(
                NewEvent.forAccount(stage.account.id(), stage.app.id(), STAGING, "device_added"));

        assertThat(event.status()).isEqualTo(EventState.DELIVERED);
        assertThat(stage.partner.received("/webhook")).hasSize(1);
    }

    @Test
    void duplicatesCarryOneRequestId() {
        InstallationDetails installation = stage.install();
        int before = stage.partner.received("/webhook").size();

        stage.client.sendEvent(NewEvent.forInstallation(installation.id(), "app_integration_removed")
                .withRequestId("3c4484f3-4605-4bad-920d-4583cd2bef69")
                .times(3));

        List<Partner.Received> all = stage.partner.received("/webhook");
        assertThat(all.subList(before, all.size()))
                .hasSize(3)
                .allSatisfy(event -> assertThat(json(event.text())
                                .path("meta")
                                .path("request_id")
                                .asText())
                        .isEqualTo("3c4484f3-4605-4bad-920d-4583cd2bef69"));
    }

    @Test
    void theSubTypeStandsInEitherPlace() {
        InstallationDetails installation = stage.install();

        stage.client.sendEvent(
                NewEvent.forInstallation(installation.id(), "motion_detected").withSubType("human"));
        JsonNode documented =
                json(stage.partner.received("/webhook").getLast().text()).path("data");
        stage.client.changeSettings(Map.of("sub_type_place", "attributes"));
        stage.client.sendEvent(
                NewEvent.forInstallation(installation.id(), "motion_detected").withSubType("human"));
        JsonNode newer =
                json(stage.partner.received("/webhook").getLast().text()).path("data");

        assertThat(documented.path("subType").asText()).isEqualTo("human");
        assertThat(newer.has("subType")).isFalse();
        assertThat(newer.path("attributes").path("sub_type").asText()).isEqualTo("human");
    }

    @Test
    void subscriptionEventsHaveTheirOwnFields() {
        InstallationDetails installation = stage.install();

        stage.client.sendEvent(NewEvent.forInstallation(installation.id(), "subscription_activated")
                .withSubType("trial"));

        JsonNode attributes = json(stage.partner.received("/webhook").getLast().text())
                .path("data")
                .path("attributes");
        assertThat(attributes.path("source").asText()).isEqualTo("subscriptions");
        assertThat(attributes.path("sub_type").asText()).isEqualTo("trial");
        assertThat(attributes.path("plan_id").isNull()).isTrue();
        assertThat(attributes.path("expires_at").asText()).isNotBlank();
    }

    @Test
    void aBodyOfOnesOwnIsSentAsItIsAndSigned() {
        InstallationDetails installation = stage.install();

        stage.client.sendEvent(
                NewEvent.forInstallation(installation.id(), "anything").withBody("{ not json"));

        Partner.Received event = stage.partner.received("/webhook").getLast();
        assertThat(event.text()).isEqualTo("{ not json");
        assertThat(event.headers())
                .containsEntry(
                        "X-Signature",
                        new SigningKey(stage.app.hmacKey())
                                .signature(event.body().bytes()));
    }

    @Test
    void aSignatureMayBeWrongOrMissing() {
        InstallationDetails installation = stage.install();
        SigningKey key = new SigningKey(stage.app.hmacKey());

        stage.client.sendEvent(
                NewEvent.forInstallation(installation.id(), "device_online").signed(Signature.WRONG));
        Partner.Received wrong = stage.partner.received("/webhook").getLast();
        stage.client.sendEvent(
                NewEvent.forInstallation(installation.id(), "device_online").signed(Signature.MISSING));
        Partner.Received missing = stage.partner.received("/webhook").getLast();

        assertThat(wrong.headers().get("X-Signature"))
                .startsWith("sha256=")
                .isNotEqualTo(key.signature(wrong.body().bytes()));
        assertThat(missing.headers()).doesNotContainKey("X-Signature");
        assertThat(stage.client.counter("forged_webhooks_accepted")).isEqualTo(2);
    }

    @Test
    void anEventGoesToTheAddressRegisteredNow() {
        InstallationDetails installation = stage.install();
        try (Partner moved = new Partner()) {
            stage.client.setUrls(stage.app.id(), STAGING, moved.urls());

            send(installation, "device_online");

            assertThat(moved.received("/webhook")).hasSize(1);
        }
    }

    @Test
    void unknownDevicesAndTypesAreRefused() {
        InstallationDetails installation = stage.install();

        assertThatThrownBy(() -> stage.client.sendEvent(NewEvent.forInstallation(installation.id(), "device_online")
                        .withDevice("no-such")))
                .hasMessageContaining("device");
        assertThatThrownBy(() -> send(installation, "Not A Type")).hasMessageContaining("type");
    }

    private EventDetails send(InstallationDetails installation, String type) {
        return stage.client.sendEvent(NewEvent.forInstallation(installation.id(), type));
    }
}
