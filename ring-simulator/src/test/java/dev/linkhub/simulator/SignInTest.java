package dev.linkhub.simulator;

import static dev.linkhub.simulator.Stage.pair;
import static dev.linkhub.simulator.Stage.title;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.Stage.Pair;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.integration.InstallationStatus;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The user taps "Sign in" again, some time after the installation. */
class SignInTest {

    private final Stage stage = new Stage();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void longAfterTheFirstRedirectTheOldNonceIsDeadAndANewOneCompletesTheLink() {
        InstallationDetails first = stage.install();
        String access = pair(stage.redeem(stage.code())).access();
        stage.client.moveClock(Duration.ofHours(1));

        InstallationDetails again = stage.client.signIn(first.id());

        assertThat(again.status()).isEqualTo(InstallationStatus.PENDING);
        assertThat(stage.partner.received("/token-exchange")).hasSize(1);
        assertThat(again.time()).isEqualTo(Stage.START.plus(Duration.ofHours(1)).toEpochMilli());
        assertThat(title(stage.postNonce(access, first.redirect().nonce()))).isEqualTo("400 Invalid Nonce");
        assertThat(stage.postNonce(access, again.redirect().nonce()).statusCode())
                .isEqualTo(200);
        assertThat(stage.complete(access).statusCode()).isEqualTo(200);
    }

    @Test
    void aNewCodeBringsTokensOfTheirOwnAndLeavesTheOldOnesAlive() {
        InstallationDetails installation = stage.install();
        String firstCode = stage.code();
        Pair first = pair(stage.redeem(firstCode));

        InstallationDetails again = stage.client.signInWithNewCode(installation.id());

        assertThat(stage.partner.received("/token-exchange")).hasSize(2);
        assertThat(stage.code()).isNotEqualTo(firstCode);
        Pair second = pair(stage.redeem(stage.code()));
        assertThat(stage.usersMe(first.access()).statusCode()).isEqualTo(200);
        assertThat(stage.postNonce(second.access(), again.redirect().nonce()).statusCode())
                .isEqualTo(200);
        assertThat(stage.client.installation(installation.id()).liveRefreshTokens())
                .isEqualTo(2);
        assertThat(stage.client.counter("codes_redeemed_twice")).isZero();
    }
}
