package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.STAGING;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.simulator.client.EventDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewEvent;
import dev.linkhub.simulator.webhook.EventState;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What becomes of an event after its seventh attempt: ring-contract.md §6, "dead-letter queue kept 72 h". */
class DeadLetterTest {

    private static final int ATTEMPTS = 7;
    private static final Duration KEPT = Duration.ofDays(3);

    private final Stage stage = new Stage();
    private final InstallationDetails installation = stage.install();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aDeadEventIsListedForThreeDaysAndGoneThen() {
        EventDetails delivered = send();
        EventDetails dead = die();

        assertThat(stage.client.webhooks().events(EventState.DEAD))
                .extracting(EventDetails::id)
                .containsExactly(dead.id());
        assertThat(dead.deadUntil()).isEqualTo(dead.attempts().getLast().at().plus(KEPT));
        assertThat(stage.client.counter("events_dead")).isEqualTo(1);

        stage.client.advanceClock(KEPT.minusMillis(1));
        assertThat(stage.client.event(dead.id()).status()).isEqualTo(EventState.DEAD);
        stage.client.advanceClock(Duration.ofMillis(1));
        assertThatThrownBy(() -> stage.client.event(dead.id())).hasMessageContaining("no event");
        assertThatThrownBy(() -> stage.client.webhooks().replay(dead.id())).hasMessageContaining("no event");
        assertThat(stage.client.webhooks().events(EventState.DEAD)).isEmpty();
        assertThat(stage.client.event(delivered.id()).status()).isEqualTo(EventState.DELIVERED);
    }

    @Test
    void aReplayCarriesTheSameBytesAndSignature() {
        EventDetails dead = die();
        Partner.Received before = stage.partner.received("/webhook").getLast();

        EventDetails replayed = stage.client.webhooks().replay(dead.id());

        Partner.Received after = stage.partner.received("/webhook").getLast();
        assertThat(replayed.status()).isEqualTo(EventState.DELIVERED);
        assertThat(replayed.requestId()).isEqualTo(dead.requestId());
        assertThat(replayed.attempts()).hasSize(ATTEMPTS + 1);
        assertThat(replayed.deadUntil()).isNull();
        assertThat(after.body()).isEqualTo(before.body());
        assertThat(after.headers().get("X-Signature"))
                .isEqualTo(before.headers().get("X-Signature"));
        assertThat(stage.client.counter("events_replayed")).isEqualTo(1);
        assertThatThrownBy(() -> stage.client.webhooks().replay(dead.id()))
                .hasMessageContaining("not dead: it is delivered");
        stage.client.advanceClock(KEPT);
        assertThat(stage.client.event(dead.id()).status()).isEqualTo(EventState.DELIVERED);
    }

    @Test
    void aReplayThatFailsIsRetriedAndDiesAnew() {
        EventDetails dead = die();
        failNext(ATTEMPTS);

        assertThat(stage.client.webhooks().replay(dead.id()).status()).isEqualTo(EventState.RETRYING);
        untilDead(dead.id());

        assertThat(stage.client.event(dead.id()).attempts()).hasSize(2 * ATTEMPTS);
        assertThat(stage.client.counter("events_dead")).isEqualTo(2);
    }

    @Test
    void allDeadEventsAreReplayedInTheOrderOfTheirMaking() {
        EventDetails first = die();
        EventDetails second = die();
        int before = stage.partner.received("/webhook").size();

        assertThat(stage.client.webhooks().replayAll())
                .extracting(EventDetails::id)
                .containsExactly(first.id(), second.id());

        Stage.await(() -> stage.client.event(second.id()).status() == EventState.DELIVERED);
        List<Partner.Received> all = stage.partner.received("/webhook");
        assertThat(all.subList(before, all.size()))
                .extracting(event ->
                        Stage.json(event.text()).path("meta").path("request_id").asText())
                .containsExactly(first.requestId(), second.requestId());
        assertThat(stage.client.webhooks().replayAll()).isEmpty();
    }

    @Test
    void whatADisabledEndpointWouldLoseIsNotReplayed() {
        EventDetails dead = die();
        for (int i = 0; i < 10; i++) {
            stage.partner.answerNext("/webhook", 410);
            send();
        }

        assertThatThrownBy(() -> stage.client.webhooks().replay(dead.id()))
                .hasMessageContaining("disabled; enable it first");
        assertThat(stage.client.webhooks().replayAll()).isEmpty();
        stage.client.webhooks().enable(stage.app.id(), STAGING);
        assertThat(stage.client.webhooks().replay(dead.id()).status()).isEqualTo(EventState.DELIVERED);
    }

    private EventDetails send() {
        return stage.client.sendEvent(NewEvent.forInstallation(installation.id(), "button_press"));
    }

    private EventDetails die() {
        failNext(ATTEMPTS);
        return untilDead(send().id());
    }

    private void failNext(int times) {
        for (int i = 0; i < times; i++) {
            stage.partner.answerNext("/webhook", 500);
        }
    }

    /** Moves the clock by the longest delay until no attempt is left. */
    private EventDetails untilDead(String event) {
        while (stage.client.event(event).status() == EventState.RETRYING) {
            int attempts = stage.client.event(event).attempts().size();
            stage.client.advanceClock(Duration.ofHours(1));
            Stage.await(() -> stage.client.event(event).attempts().size() > attempts);
        }
        assertThat(stage.client.event(event).status()).isEqualTo(EventState.DEAD);
        return stage.client.event(event);
    }
}
