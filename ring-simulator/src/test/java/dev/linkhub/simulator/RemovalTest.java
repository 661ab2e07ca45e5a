package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.STAGING;
import static dev.linkhub.simulator.Stage.json;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.client.ControlCallFailed;
import dev.linkhub.simulator.client.EventDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewInstallation;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.simulator.journey.RemovalNotice;
import dev.linkhub.simulator.webhook.EventState;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class RemovalTest {

    private final Stage stage = new Stage();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void removingRevokesTheTokensAndTellsThePartner() {
        InstallationDetails installation = stage.install();
        Pair pair = Stage.pair(stage.redeem(stage.code()));

        InstallationDetails removed = stage.client.remove(installation.id());

        assertThat(removed.status()).isEqualTo(InstallationStatus.REMOVED);
        assertThat(removed.liveRefreshTokens()).isZero();
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(401);
        assertThat(Stage.error(stage.refresh(pair.refresh()))).isEqualTo("400 invalid_grant");
        assertThat(stage.client.counter("spent_refresh_tokens_received")).isZero();
        assertThat(eventTypes()).endsWith("app_integration_removed");
        assertThatThrownBy(() -> stage.client.signIn(installation.id())).isInstanceOf(ControlCallFailed.class);
    }

    @Test
    void aCodeThatWasNotRedeemedDiesWithTheInstallation() {
        InstallationDetails installation = stage.install();

        stage.client.remove(installation.id(), RemovalNotice.SKIP);

        assertThat(Stage.error(stage.redeem(stage.code()))).isEqualTo("400 invalid_grant");
    }

    @Test
    void aHeldRemovalKeepsItsTimestampAndMayArriveAfterTheReinstall() {
        InstallationDetails first = stage.install();
        stage.client.remove(first.id(), RemovalNotice.HOLD);
        EventDetails held = stage.client.events().getLast();
        assertThat(held.status()).isEqualTo(EventState.HELD);
        assertThat(eventTypes()).doesNotContain("app_integration_removed");
        Instant removedAt = stage.client.installation(first.id()).updatedAt();

        stage.client.moveClock(Duration.ofMinutes(5));
        InstallationDetails second = stage.install();
        Pair pair = Stage.pair(stage.redeem(stage.code()));
        EventDetails released = stage.client.webhooks().release(held.id());

        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(200);
        assertThat(second.id()).isNotEqualTo(first.id());
        assertThat(second.account()).isEqualTo(first.account());
        assertThat(released.status()).isEqualTo(EventState.DELIVERED);
        JsonNode event = json(stage.partner.received("/webhook").getLast().text());
        assertThat(event.path("data").path("type").asText()).isEqualTo("app_integration_removed");
        assertThat(event.path("data").path("attributes").path("timestamp").asLong())
                .isEqualTo(removedAt.toEpochMilli());
        assertThatThrownBy(() -> stage.client.webhooks().release(held.id())).hasMessageContaining("not held back");
    }

    @Test
    void reinstallingMayComeWithANewAccountId() {
        InstallationDetails first = stage.install();
        stage.client.remove(first.id());

        InstallationDetails second = stage.client.install(
                NewInstallation.of(stage.account.id(), stage.app.id(), STAGING).underNewAccountId());

        assertThat(second.account()).isNotEqualTo(first.account()).startsWith("ava1.ring.account.");
        Pair pair = Stage.pair(stage.redeem(stage.code()));
        assertThat(json(stage.usersMe(pair.access())).path("data").path("id").asText())
                .isEqualTo(second.account());
    }

    @Test
    void revokingIsSilent() {
        InstallationDetails installation = stage.install();
        Pair pair = Stage.pair(stage.redeem(stage.code()));
        int webhooks = stage.partner.received("/webhook").size();

        stage.client.revoke(installation.id());

        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(401);
        assertThat(stage.partner.received("/webhook")).hasSize(webhooks);
        assertThat(stage.client.installation(installation.id()).status()).isEqualTo(InstallationStatus.PENDING);
    }

    private List<String> eventTypes() {
        return stage.partner.received("/webhook").stream()
                .map(event -> json(event.text()).path("data").path("type").asText())
                .toList();
    }
}
