package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.client.EventDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewEvent;
import dev.linkhub.simulator.webhook.EventState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** "Events may come duplicated and out of order": ring-contract.md §6. */
class DisorderTest {

    private final Stage stage = new Stage();
    private final InstallationDetails installation = stage.install();
    private final int before = stage.partner.received("/webhook").size();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void heldEventsGoOutInTheOrderAskedForWithTheTimesOfTheirMaking() {
        EventDetails offline = hold("device_offline");
        stage.client.advanceClock(Duration.ofMinutes(1));
        EventDetails online = hold("device_online");
        EventDetails kept = hold("button_press");
        assertThat(bodies()).isEmpty();

        List<EventDetails> released = stage.client.webhooks().release(List.of(online.id(), offline.id()));

        assertThat(released).extracting(EventDetails::status).containsOnly(EventState.DELIVERED);
        assertThat(bodies())
                .extracting(body -> body.path("data").path("type").asText())
                .containsExactly("device_online", "device_offline");
        assertThat(bodies())
                .extracting(body ->
                        body.path("data").path("attributes").path("timestamp").asLong())
                .containsExactly(Stage.START.plus(Duration.ofMinutes(1)).toEpochMilli(), Stage.START.toEpochMilli());
        assertThat(stage.client.event(kept.id()).status()).isEqualTo(EventState.HELD);
    }

    @Test
    void aBatchWithOneThatIsNotHeldIsNotReleasedAtAll() {
        EventDetails held = hold("device_offline");
        EventDetails sent = stage.client.sendEvent(NewEvent.forInstallation(installation.id(), "device_online"));

        assertThatThrownBy(() -> stage.client.webhooks().release(List.of(held.id(), sent.id())))
                .hasMessageContaining(sent.id() + " is not held back: it is delivered");
        assertThatThrownBy(() -> stage.client.webhooks().release(List.of(held.id(), held.id())))
                .hasMessageContaining("each once");
        assertThatThrownBy(() -> stage.client.webhooks().release(List.of(held.id(), "none")))
                .hasMessageContaining("no event 'none'");
        assertThat(stage.client.event(held.id()).status()).isEqualTo(EventState.HELD);
    }

    @Test
    void anEventToHoldIsOne() {
        assertThatThrownBy(() -> stage.client.sendEvent(NewEvent.forInstallation(installation.id(), "device_online")
                        .held()
                        .times(2)))
                .hasMessageContaining("times");
    }

    @Test
    void aDuplicateIsTheSameBytesWithTheRequestIdThatWasMadeUp() {
        EventDetails event = stage.client.sendEvent(
                NewEvent.forInstallation(installation.id(), "device_online").times(3));

        assertThat(bodies()).hasSize(3).containsOnly(bodies().getFirst());
        assertThat(bodies().getFirst().path("meta").path("request_id").asText()).isEqualTo(event.requestId());
        assertThat(event.attempts()).hasSize(3);
    }

    private EventDetails hold(String type) {
        EventDetails event = stage.client.sendEvent(
                NewEvent.forInstallation(installation.id(), type).held());
        assertThat(event.status()).isEqualTo(EventState.HELD);
        return event;
    }

    private List<JsonNode> bodies() {
        List<Partner.Received> all = stage.partner.received("/webhook");
        return all.subList(before, all.size()).stream()
                .map(event -> Stage.json(event.text()))
                .toList();
    }
}
