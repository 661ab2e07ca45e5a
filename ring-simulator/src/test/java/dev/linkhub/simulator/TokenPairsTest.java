package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.simulator.client.ControlCallFailed;
import dev.linkhub.simulator.client.InstallationDetails;
import dev.linkhub.simulator.client.TokenPairDetails;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Tokens by the thousand, for load that nobody can install. */
class TokenPairsTest {

    private final Stage stage = new Stage();

    @AfterEach
    void end() {
        stage.close();
    }

    @Test
    void eachPairWorksAsIfItCameOfACodeOfItsOwn() {
        InstallationDetails installation = stage.install();

        List<TokenPairDetails> pairs = stage.client.tokenPairs(installation.id(), 1_000);

        assertThat(pairs).hasSize(1_000).doesNotHaveDuplicates();
        assertThat(stage.usersMe(pairs.getFirst().accessToken()).statusCode()).isEqualTo(200);
        assertThat(stage.refresh(pairs.getFirst().refreshToken()).statusCode()).isEqualTo(200);
        // A spent token ends its own family; the others live on.
        assertThat(stage.refresh(pairs.getFirst().refreshToken()).statusCode()).isEqualTo(400);
        assertThat(stage.usersMe(pairs.getFirst().accessToken()).statusCode()).isEqualTo(401);
        assertThat(stage.refresh(pairs.getLast().refreshToken()).statusCode()).isEqualTo(200);
        assertThat(stage.client.counters())
                .containsEntry("refreshes", 2L)
                .containsEntry("spent_refresh_tokens_received", 1L);
    }

    @Test
    void theyEndWithTheirInstallation() {
        InstallationDetails installation = stage.install();
        TokenPairDetails pair = stage.client.tokenPairs(installation.id(), 1).getFirst();

        stage.client.revoke(installation.id());

        assertThat(stage.refresh(pair.refreshToken()).statusCode()).isEqualTo(400);
        assertThat(stage.usersMe(pair.accessToken()).statusCode()).isEqualTo(401);
    }

    @Test
    void noneOfAnUnknownInstallationAndNoneWithoutNumber() {
        InstallationDetails installation = stage.install();

        assertThatThrownBy(() -> stage.client.tokenPairs("ins_none", 1))
                .isInstanceOf(ControlCallFailed.class)
                .hasMessageContaining("there is no installation");
        assertThatThrownBy(() -> stage.client.tokenPairs(installation.id(), 10_001))
                .isInstanceOf(ControlCallFailed.class)
                .hasMessageContaining("count");
        assertThat(stage.client.tokenPairs(installation.id(), 1).toString())
                .doesNotContain("rsim-rt")
                .doesNotContain("rsim-at");
    }
}
