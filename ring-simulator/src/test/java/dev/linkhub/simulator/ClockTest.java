package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.client.ClockDetails;
import dev.linkhub.simulator.client.EventDetails;
import dev.linkhub.simulator.client.NewEvent;
import dev.linkhub.simulator.webhook.Attempt;
import dev.linkhub.simulator.webhook.EventState;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The simulator's time over the control API, with a real time that runs. */
class ClockTest {

    private static final List<Duration> RETRY_DELAYS = List.of(
            Duration.ofSeconds(1),
            Duration.ofSeconds(5),
            Duration.ofSeconds(30),
            Duration.ofMinutes(2),
            Duration.ofMinutes(10),
            Duration.ofHours(1));

    private final Stage stage = new Stage(Clock.systemUTC());

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void retriesFollowTheSpeedAndNoneIsEarly() {
        String installation = stage.install().id();
        for (int i = 0; i < 7; i++) {
            stage.partner.answerNext("/webhook", 500);
        }
        // 73 minutes of retries in little more than a second.
        stage.client.clock().run(3_600);

        EventDetails event = stage.client.sendEvent(NewEvent.forInstallation(installation, "motion_detected"));
        await(() -> status(event) == EventState.DEAD);

        List<Instant> attempts = stage.client.event(event.id()).attempts().stream()
                .map(Attempt::at)
                .toList();
        assertThat(attempts).hasSize(7);
        for (int i = 0; i < RETRY_DELAYS.size(); i++) {
            assertThat(attempts.get(i + 1)).isAfterOrEqualTo(attempts.get(i).plus(RETRY_DELAYS.get(i)));
        }
    }

    @Test
    void retriesWaitWhileTimeStandsStillAndComeToTheMomentItIsMovedTo() {
        String installation = stage.install().id();
        stage.partner.answerNext("/webhook", 500);
        stage.partner.answerNext("/webhook", 500);
        Instant noon = Instant.parse("2026-08-01T12:00:00Z");
        assertThat(stage.client.clock().freezeAt(noon).frozen()).isTrue();

        EventDetails event = stage.client.sendEvent(NewEvent.forInstallation(installation, "motion_detected"));
        stage.client.advanceClock(Duration.ofSeconds(1));
        await(() -> stage.client.event(event.id()).attempts().size() == 2);
        stage.client.clock().run(3_600);
        await(() -> status(event) == EventState.DELIVERED);

        List<Attempt> attempts = stage.client.event(event.id()).attempts();
        assertThat(attempts.get(0).at()).isEqualTo(noon);
        assertThat(attempts.get(1).at()).isEqualTo(noon.plusSeconds(1));
        assertThat(attempts.get(2).at()).isAfterOrEqualTo(noon.plusSeconds(6));
    }

    @Test
    void tokensExpireByAFrozenClockToTheNanosecond() {
        stage.client.clock().freeze();
        Pair pair = stage.link();

        stage.client.advanceClock(Duration.ofHours(4).minusNanos(1));
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(200);
        stage.client.advanceClock(Duration.ofNanos(1));
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(401);
    }

    @Test
    void theClockShowsHowItRunsAndResetSetsItRight() {
        stage.client.clock().run(60);
        ClockDetails frozen = stage.client.clock().freeze();

        assertThat(frozen.frozen()).isTrue();
        assertThat(frozen.speed()).isEqualTo(60);
        assertThat(stage.client.clock().read().now()).isEqualTo(frozen.now());

        stage.client.reset();
        assertThat(stage.client.clock().read().frozen()).isFalse();
        assertThat(stage.client.clock().read().speed()).isEqualTo(1);
        assertThat(stage.client.clockOffset()).isZero();
    }

    private EventState status(EventDetails event) {
        return stage.client.event(event.id()).status();
    }
}
