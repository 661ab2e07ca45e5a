package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.START;
import static dev.linkhub.simulator.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewEvent;
import dev.linkhub.simulator.home.Motion;
import dev.linkhub.simulator.subscription.SubscriptionType;
import dev.linkhub.simulator.webhook.EventState;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Every type of event with exactly the fields that Ring documents, and what each answer to it leads to. */
class EventTypesTest {

    private final Stage stage = new Stage();
    private final String door = stage.account.devices().getFirst().id();
    private final String garden = stage.account.devices().get(1).id();

    @AfterEach
    void stop() {
        stage.close();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "button_press",
                "device_added",
                "device_removed",
                "device_online",
                "device_offline",
                "contact_sensor_faulted",
                "flood_detected"
            })
    void anEventOfADeviceNamesItAsItsSource(String type) {
        InstallationDetails installation = stage.install();

        stage.client.sendEvent(NewEvent.forInstallation(installation.id(), type).withDevice(door));

        assertThat(latestData()).isEqualTo(json("""
                {"id": "%1$s_%2$s_%3$d", "type": "%2$s",
                 "attributes": {"source": "%1$s", "source_type": "devices", "timestamp": %3$d},
                 "relationships": {"devices": {"links": {"self": "/v1/devices/%1$s"}}}}
                """.formatted(door, type, START.toEpochMilli())));
    }

    @ParameterizedTest
    @EnumSource(Motion.class)
    void motionTellsWhatMovedInOnePlaceOrTheOther(Motion motion) {
        stage.confirm(stage.install());
        String name = motion.name().toLowerCase(Locale.ROOT);

        stage.client.homes().move(stage.account.id(), garden, motion);
        JsonNode inData = latestData();
        stage.client.changeSettings(Map.of("sub_type_place", "attributes"));
        stage.client.advanceClock(Duration.ofSeconds(1));
        stage.client.homes().move(stage.account.id(), garden, motion);
        JsonNode inAttributes = latestData();

        assertThat(inData).isEqualTo(json("""
                {"id": "%1$s_%2$s_%3$d", "type": "motion_detected", "subType": "%2$s",
                 "attributes": {"source": "%1$s", "source_type": "devices", "timestamp": %3$d},
                 "relationships": {"devices": {"links": {"self": "/v1/devices/%1$s"}}}}
                """.formatted(garden, name, START.toEpochMilli())));
        assertThat(inAttributes)
                .isEqualTo(json("""
                {"id": "%1$s_%2$s_%3$d", "type": "motion_detected",
                 "attributes": {"source": "%1$s", "source_type": "devices", "timestamp": %3$d, "sub_type": "%2$s"},
                 "relationships": {"devices": {"links": {"self": "/v1/devices/%1$s"}}}}
                """.formatted(garden, name, START.plusSeconds(1).toEpochMilli())));
    }

    @Test
    void anEventOfALinkNamesTheAccountAndNoDevice() {
        InstallationDetails installation = stage.install();
        stage.complete(stage.confirm(installation));
        Stage.await(
                () -> latestData().path("type").asText().equals("app_integration_added") && allEventsAreDelivered());
        JsonNode added = latestData();

        stage.client.remove(installation.id());
        JsonNode removed = latestData();

        assertThat(withoutId(added)).isEqualTo(link("app_integration_added"));
        assertThat(withoutId(removed)).isEqualTo(link("app_integration_removed"));
        assertThat(added.path("id").asText())
                .isNotBlank()
                .isNotEqualTo(removed.path("id").asText());
    }

    @Test
    void anEventOfASubscriptionNamesItAndItsPlanButNoEndOnceItHasEnded() {
        InstallationDetails installation = stage.install();

        String paid = stage.client
                .subscriptions()
                .start(installation.id(), SubscriptionType.PAID)
                .id();
        JsonNode activated = latestData();
        stage.client.subscriptions().end(paid);
        JsonNode deactivated = latestData();

        assertThat(activated.at("/attributes").propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder(
                        "source", "source_type", "source_id", "sub_type", "plan_id", "expires_at", "timestamp");
        assertThat(deactivated.at("/attributes").propertyStream().map(Map.Entry::getKey))
                .containsExactlyInAnyOrder("source", "source_type", "source_id", "sub_type", "plan_id", "timestamp");
        assertThat(deactivated.at("/attributes/source_id").asText()).isEqualTo(paid);
        assertThat(deactivated.at("/attributes/sub_type").asText()).isEqualTo("paid");
    }

    @ParameterizedTest
    @CsvSource({
        "200, DELIVERED",
        "202, DELIVERED",
        "299, DELIVERED",
        "400, REFUSED",
        "404, REFUSED",
        "429, REFUSED",
        "499, REFUSED",
        "500, RETRYING",
        "503, RETRYING",
        "599, RETRYING"
    })
    void theAnswerDecidesWhatBecomesOfAnEvent(int answer, EventState state) {
        InstallationDetails installation = stage.install();
        stage.partner.answerNext("/webhook", answer);

        assertThat(stage.client
                        .sendEvent(NewEvent.forInstallation(installation.id(), "device_online"))
                        .status())
                .isEqualTo(state);
    }

    private JsonNode link(String type) {
        return json("""
                {"type": "%s", "attributes": {"source": "%s", "source_type": "users", "timestamp": %d}}
                """.formatted(type, stage.account.id(), START.toEpochMilli()));
    }

    private static JsonNode withoutId(JsonNode data) {
        return ((ObjectNode) data.deepCopy()).without("id");
    }

    private boolean allEventsAreDelivered() {
        return stage.client.events().stream().allMatch(event -> event.status() == EventState.DELIVERED);
    }

    private JsonNode latestData() {
        return json(stage.partner.received("/webhook").getLast().text()).path("data");
    }
}
