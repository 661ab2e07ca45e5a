package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.integration.InstallationStatus;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The Unhealthy state and the only way out of it: ring-contract.md §7. */
class UnhealthyTest {

    private final Stage stage = new Stage();
    private final InstallationDetails installation = stage.install();
    private final Pair pair = Stage.pair(stage.redeem(stage.code()));

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aBrokenLinkTakesNoStatusAndTellsThePartnerNothing() {
        String nonce = installation.redirect().nonce();
        stage.postNonce(pair.access(), nonce);
        int webhooks = stage.partner.received("/webhook").size();

        InstallationDetails broken = stage.client.makeUnhealthy(installation.id());

        assertThat(broken.status()).isEqualTo(InstallationStatus.UNHEALTHY);
        assertThat(Stage.title(stage.complete(pair.access()))).isEqualTo("400 Invalid Status Transition");
        assertThat(Stage.title(stage.postNonce(pair.access(), nonce))).isEqualTo("400 Invalid Status Transition");
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(200);
        assertThat(stage.refresh(pair.refresh()).statusCode()).isEqualTo(200);
        assertThat(stage.partner.received("/webhook")).hasSize(webhooks);
    }

    @Test
    void itsTokensMayEndWithIt() {
        InstallationDetails broken = stage.client.makeUnhealthyRevokingTokens(installation.id());

        assertThat(broken.liveRefreshTokens()).isZero();
        assertThat(stage.usersMe(pair.access()).statusCode()).isEqualTo(401);
        assertThat(Stage.error(stage.refresh(pair.refresh()))).isEqualTo("400 invalid_grant");
    }

    @Test
    void onlyRemovingAndInstallingAgainHelpsTheUser() {
        stage.client.makeUnhealthy(installation.id());

        assertThatThrownBy(() -> stage.client.signIn(installation.id())).hasMessageContaining("remove the app");
        assertThatThrownBy(stage::install).hasMessageContaining("already installed");
        stage.client.remove(installation.id());
        InstallationDetails again = stage.install();
        Pair fresh = Stage.pair(stage.redeem(stage.code()));
        assertThat(stage.postNonce(fresh.access(), again.redirect().nonce()).statusCode())
                .isEqualTo(200);
        assertThat(stage.complete(fresh.access()).statusCode()).isEqualTo(200);
    }

    @Test
    void aTestMayUndoIt() {
        stage.postNonce(pair.access(), installation.redirect().nonce());
        stage.client.makeUnhealthy(installation.id());
        assertThatThrownBy(() -> stage.client.makeUnhealthy(installation.id()))
                .hasMessageContaining("is unhealthy already");

        assertThat(stage.client.makeHealthy(installation.id()).status()).isEqualTo(InstallationStatus.AWAITING);
        assertThat(stage.complete(pair.access()).statusCode()).isEqualTo(200);
        assertThatThrownBy(() -> stage.client.makeHealthy(installation.id()))
                .hasMessageContaining("not unhealthy: it is completed");
    }

    @Test
    void thePageShowsItAndOffersNoSignIn() {
        String page = "/accounts/" + stage.account.id();
        assertThat(stage.send(stage.request(page)).body()).contains("Sign in at Casa");

        stage.client.makeUnhealthy(installation.id());

        assertThat(stage.send(stage.request(page)).body())
                .contains(
                        "Unhealthy", "The link with Casa is broken. Remove the app and install it again.", "Remove app")
                .doesNotContain("Sign in at Casa");
    }
}
