package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewEvent;
import dev.linkhub.simulator.journey.RemovalNotice;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A code that the partner did not take: ring-contract.md §1.2 and §13, unknown 2. */
class TokenExchangeRetryTest {

    private static final Duration DELAY = Duration.ofSeconds(5);

    private final Stage stage = new Stage();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void theSameCodeIsPostedAgainAndTheJourneyGoesOnOnceItIsTaken() {
        retries(2);
        stage.partner.answerNext("/token-exchange", 503);
        stage.partner.answerNext("/token-exchange", 404);
        InstallationDetails installation = stage.install();
        assertThat(installation.accountLinkUrl()).isNull();

        stage.client.advanceClock(DELAY);
        Stage.await(() -> statusOfExchange(installation) == 404);
        assertThat(stage.partner.received("/webhook")).isEmpty();
        stage.client.advanceClock(DELAY);
        Stage.await(() -> stage.client.installation(installation.id()).nonce() != null);

        assertThat(codes()).hasSize(3).containsOnly(codes().getFirst());
        assertThat(stage.partner.received("/webhook")).hasSize(2);
        assertThat(stage.redeem(stage.code()).statusCode()).isEqualTo(200);
        assertThat(stage.client.counters())
                .containsEntry("codes_issued", 1L)
                .containsEntry("token_exchanges_failed", 2L)
                .containsEntry("token_exchanges_repeated", 2L);
    }

    @Test
    void itIsPostedNoMoreOftenThanChosen() {
        retries(1);
        stage.partner.answerNext("/token-exchange", 500);
        stage.partner.answerNext("/token-exchange", 502);
        InstallationDetails installation = stage.install();
        stage.client.advanceClock(DELAY);
        Stage.await(() -> statusOfExchange(installation) == 502);

        moveOnAndLetTheAgendaRun();

        assertThat(codes()).hasSize(2);
        assertThat(stage.client.installation(installation.id()).accountLinkUrl())
                .isNull();
    }

    @Test
    void byDefaultItIsPostedOnce() {
        stage.partner.answerNext("/token-exchange", 500);
        stage.install();

        moveOnAndLetTheAgendaRun();

        assertThat(codes()).hasSize(1);
    }

    @Test
    void aRemovedInstallationOrANewCodeEndsTheRetries() {
        retries(10);
        stage.partner.answerNext("/token-exchange", 500);
        InstallationDetails removed = stage.install();
        stage.client.remove(removed.id(), RemovalNotice.SKIP);
        stage.partner.answerNext("/token-exchange", 500);
        InstallationDetails renewed = stage.install();
        stage.client.signInWithNewCode(renewed.id());

        moveOnAndLetTheAgendaRun();

        assertThat(codes()).hasSize(3).doesNotHaveDuplicates();
    }

    private void retries(int most) {
        stage.client.changeSettings(Map.of("token_exchange_retries", Integer.toString(most)));
    }

    private List<String> codes() {
        return stage.partner.received("/token-exchange").stream()
                .map(Partner.Received::text)
                .toList();
    }

    private int statusOfExchange(InstallationDetails installation) {
        Integer status = stage.client
                .installation(installation.id())
                .requireTokenExchange()
                .status();
        return status == null ? 0 : status;
    }

    /** Once an event has come again that fell due later, no retry is waiting any more. */
    private void moveOnAndLetTheAgendaRun() {
        stage.partner.answerNext("/webhook", 500);
        stage.partner.answerNext("/webhook", 500);
        String event = stage.client
                .sendEvent(NewEvent.forAccount(stage.account.id(), stage.app.id(), Stage.STAGING, "button_press"))
                .id();
        stage.client.advanceClock(DELAY.plus(DELAY));
        Stage.await(() -> stage.client.event(event).attempts().size() == 2);
        stage.client.advanceClock(DELAY);
        Stage.await(() -> stage.client.event(event).attempts().size() == 3);
    }
}
