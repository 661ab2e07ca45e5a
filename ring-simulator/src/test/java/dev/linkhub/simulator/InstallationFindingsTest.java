package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.client.InstallationDetails;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What the simulator says in words of an installation in which the partner does not go on. */
class InstallationFindingsTest {

    private static final Duration NONCE_VALIDITY = Duration.ofMinutes(10);
    private static final Duration A_MOMENT = Duration.ofMillis(1);

    private final Stage stage = new Stage();
    private final InstallationDetails installation = stage.install();

    @AfterEach
    void stop() {
        stage.close();
    }

    @Test
    void aCodeThatIsNeverRedeemed() {
        stage.client.moveClock(Duration.ofSeconds(59));
        assertThat(findings()).isEmpty();

        stage.client.moveClock(Duration.ofSeconds(60));

        assertThat(findings()).containsExactly("code never redeemed: it was good for 60 s");
        assertThat(page()).contains("code never redeemed: it was good for 60 s");
    }

    @Test
    void anAccountThatIsNeverAskedFor() {
        Stage.Pair pair = Stage.pair(stage.redeem(stage.code()));
        stage.client.moveClock(Duration.ofSeconds(60));
        assertThat(findings()).singleElement().asString().startsWith("users/me never asked");

        stage.usersMe(pair.access());

        assertThat(findings()).isEmpty();
    }

    @Test
    void aNonceThatIsNeverPosted() {
        redeemAndAsk();
        stage.client.moveClock(NONCE_VALIDITY);
        assertThat(findings()).isEmpty();

        stage.client.moveClock(NONCE_VALIDITY.plus(A_MOMENT));
        assertThat(findings()).singleElement().asString().startsWith("nonce never posted: nobody signed in, or");

        stage.client.signIn(installation.id());
        assertThat(findings()).isEmpty();
    }

    @Test
    void aNonceThatIsPostedWrong() {
        Stage.Pair pair = redeemAndAsk();

        stage.postNonce(pair.access(), "x");

        assertThat(findings()).singleElement().asString().startsWith("no good nonce was posted: nonce not base64url");
        stage.postNonce(pair.access(), installation.redirect().nonce());
        assertThat(findings()).isEmpty();
    }

    @Test
    void aLinkThatIsNeverCompleted() {
        Stage.Pair pair = redeemAndAsk();
        stage.postNonce(pair.access(), installation.redirect().nonce());
        stage.client.moveClock(NONCE_VALIDITY);
        assertThat(findings()).isEmpty();

        stage.client.moveClock(NONCE_VALIDITY.plus(A_MOMENT));
        assertThat(findings()).containsExactly("PATCH never came: stays awaiting");
        assertThat(page()).contains("PATCH never came: stays awaiting");

        stage.complete(pair.access());
        assertThat(findings()).isEmpty();
    }

    @Test
    void aPausedLinkIsNotHalfDone() {
        Stage.Pair pair = redeemAndAsk();
        stage.postNonce(pair.access(), installation.redirect().nonce());
        stage.complete(pair.access());
        stage.integrations("PATCH", pair.access(), "{\"status\":\"awaiting\"}");

        stage.client.moveClock(Duration.ofDays(1));

        assertThat(findings()).isEmpty();
    }

    @Test
    void whatIsOverIsNoFinding() {
        stage.client.remove(installation.id());

        stage.client.moveClock(Duration.ofDays(1));

        assertThat(findings()).isEmpty();
    }

    private Stage.Pair redeemAndAsk() {
        Stage.Pair pair = Stage.pair(stage.redeem(stage.code()));
        stage.usersMe(pair.access());
        return pair;
    }

    private List<String> findings() {
        return stage.client.installation(installation.id()).findings();
    }

    private String page() {
        HttpResponse<String> page = stage.send(stage.request("/accounts/" + stage.account.id()));
        return page.body();
    }
}
