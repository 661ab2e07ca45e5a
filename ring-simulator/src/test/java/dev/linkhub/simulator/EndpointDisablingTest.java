package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.STAGING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.client.AppDetails.WebhookDetails;
import dev.linkhub.simulator.client.EventDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewEvent;
import dev.linkhub.simulator.client.NewInstallation;
import dev.linkhub.simulator.webhook.EventState;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The end of an endpoint that keeps answering 4xx: ring-contract.md §6, "Answers and retries". */
class EndpointDisablingTest {

    private final Stage stage = new Stage();
    private final InstallationDetails installation = stage.install();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void tenRefusalsInARowDisableTheEndpointUntilItIsEnabled() {
        refuse(9);
        assertThat(webhook()).isEqualTo(new WebhookDetails(false, 9, null));

        refuse(1);
        assertThat(webhook()).isEqualTo(new WebhookDetails(true, 10, Stage.START));
        int before = received();
        EventDetails dropped = send();

        assertThat(dropped.status()).isEqualTo(EventState.DROPPED);
        assertThat(dropped.attempts())
                .singleElement()
                .satisfies(attempt -> assertThat(attempt.error()).contains("disabled"));
        assertThat(received()).isEqualTo(before);
        assertThat(stage.client.counters())
                .containsEntry("webhook_endpoints_disabled", 1L)
                .containsEntry("events_dropped", 1L);

        assertThat(stage.client.webhooks().enable(stage.app.id(), STAGING).webhooks())
                .containsEntry(STAGING, new WebhookDetails(false, 0, null));
        assertThat(send().status()).isEqualTo(EventState.DELIVERED);
        assertThat(stage.client.event(dropped.id()).status()).isEqualTo(EventState.DROPPED);
    }

    @Test
    void anyOtherAnswerEndsTheRow() {
        refuse(9);
        send();
        refuse(9);
        stage.partner.answerNext("/webhook", 500);
        send();
        refuse(9);

        assertThat(webhook()).isEqualTo(new WebhookDetails(false, 9, null));
    }

    @Test
    void refusalsOlderThanADayDoNotCount() {
        refuse(1);
        stage.client.advanceClock(Duration.ofHours(24).plusMillis(1));
        refuse(9);
        assertThat(webhook().disabled()).isFalse();

        stage.client.advanceClock(Duration.ofHours(24));
        refuse(1);
        assertThat(webhook().disabled()).isTrue();
    }

    @Test
    void aRetryThatIsDueGoesNowhereEither() {
        stage.partner.answerNext("/webhook", 503);
        EventDetails event = send();
        refuse(10);
        int before = received();

        stage.client.advanceClock(Duration.ofSeconds(1));

        Stage.await(() -> stage.client.event(event.id()).status() == EventState.DROPPED);
        assertThat(received()).isEqualTo(before);
    }

    @Test
    void anotherEnvironmentIsNotConcerned() {
        stage.client.setUrls(stage.app.id(), RingEnvironment.PRODUCTION, stage.partner.urls());
        InstallationDetails production =
                stage.client.install(NewInstallation.of(stage.account.id(), stage.app.id(), RingEnvironment.PRODUCTION)
                        .sharing(List.of()));
        refuse(10);

        assertThat(stage.client
                        .sendEvent(NewEvent.forInstallation(production.id(), "button_press"))
                        .status())
                .isEqualTo(EventState.DELIVERED);
    }

    @Test
    void disablingCanBeTurnedOff() {
        stage.client.changeSettings(Map.of("endpoint_disabling", "never"));

        refuse(12);

        assertThat(webhook()).isEqualTo(new WebhookDetails(false, 10, null));
        assertThat(send().status()).isEqualTo(EventState.DELIVERED);
    }

    @Test
    void thePageSaysThatNothingIsSent() {
        String page = "/accounts/" + stage.account.id();
        refuse(9);
        assertThat(stage.send(stage.request(page)).body()).doesNotContain("no more events");

        refuse(1);

        assertThat(stage.send(stage.request(page)).body())
                .contains("Ring sends Casa no more events: its Webhook URL answered with 4xx 10 times in a row.");
    }

    private void refuse(int times) {
        for (int i = 0; i < times; i++) {
            stage.partner.answerNext("/webhook", 404);
            assertThat(send().status()).isEqualTo(EventState.REFUSED);
        }
    }

    private EventDetails send() {
        return stage.client.sendEvent(NewEvent.forInstallation(installation.id(), "button_press"));
    }

    private int received() {
        return stage.partner.received("/webhook").size();
    }

    private WebhookDetails webhook() {
        return stage.client.app(stage.app.id()).webhooks().getOrDefault(STAGING, new WebhookDetails(false, -1, null));
    }
}
