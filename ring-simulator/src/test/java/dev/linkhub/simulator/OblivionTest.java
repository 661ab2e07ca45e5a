package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.client.ControlCallFailed;
import dev.linkhub.simulator.client.EventDetails;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.NewEvent;
import dev.linkhub.simulator.webhook.EventState;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class OblivionTest {

    private final Stage stage = new Stage();

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void aRemovedInstallationIsForgottenWithItsTokensAndALivingOneIsNot() {
        InstallationDetails installation = stage.install();
        Pair pair = Stage.pair(stage.redeem(stage.code()));
        assertThatThrownBy(() -> stage.client.forgetInstallation(installation.id()))
                .isInstanceOf(ControlCallFailed.class)
                .hasMessageContaining("remove it first");

        stage.client.remove(installation.id());
        stage.client.forgetInstallation(installation.id());

        assertThat(stage.client.installations()).isEmpty();
        assertThat(stage.client.introspect(pair.refresh()).active()).isFalse();
        assertThat(stage.client.introspect(pair.access()).active()).isFalse();
        assertThat(stage.refresh(pair.refresh()).statusCode()).isEqualTo(400);
        assertThat(stage.install().id()).isNotEqualTo(installation.id());
    }

    @Test
    void anEventOfAForgottenAppGoesNowhereQuietly() {
        InstallationDetails installation = stage.install();
        EventDetails held = stage.client.sendEvent(
                NewEvent.forInstallation(installation.id(), "device_added").held());
        stage.client.forgetApp(stage.app.id());

        assertThat(stage.client.webhooks().release(held.id()).status()).isEqualTo(EventState.DROPPED);
    }

    @Test
    void anAppIsForgottenWithItsInstallationsAndItsUserAfterwards() {
        stage.install();
        assertThatThrownBy(() -> stage.client.forgetAccount(stage.account.id()))
                .isInstanceOf(ControlCallFailed.class)
                .hasMessageContaining("delete them first");

        stage.client.forgetApp(stage.app.id());
        stage.client.forgetAccount(stage.account.id());

        assertThat(stage.client.apps()).isEmpty();
        assertThat(stage.client.installations()).isEmpty();
        assertThat(stage.client.accounts()).isEmpty();
        assertThat(stage.control("DELETE", "/apps/" + stage.app.id(), "").statusCode())
                .isEqualTo(422);
    }
}
