package dev.linkhub.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class HandedOutTokensLiveTest {

    private static final Promise PROMISE = new HandedOutTokensLive();

    @Test
    void aDeadTokenBreaksIt() {
        assertThat(new Story().handedOut(10, 11, "a", 3, false).against(PROMISE))
                .singleElement()
                .satisfies(one -> assertThat(one.what()).contains("generation 3"));
    }

    @Test
    void aLiveOneDoesNot() {
        assertThat(new Story().handedOut(10, 11, "a", 3, true).against(PROMISE)).isEmpty();
    }

    @Test
    void aRevocationThatTheHubWasNotToldOfExcusesIt() {
        assertThat(new Story()
                        .revoked(9, "a", null)
                        .handedOut(10, 11, "a", 3, false)
                        .against(PROMISE))
                .isEmpty();
        assertThat(new Story()
                        .revoked(9, "a", 10.5)
                        .handedOut(10, 11, "a", 3, false)
                        .against(PROMISE))
                .isEmpty();
    }

    @Test
    void oneThatItHadAcceptedDoesNot() {
        assertThat(new Story()
                        .revoked(8, "a", 9.0)
                        .handedOut(10, 11, "a", 3, false)
                        .against(PROMISE))
                .hasSize(1);
    }

    @Test
    void oneThatCameLaterDoesNot() {
        assertThat(new Story()
                        .revoked(12, "a", null)
                        .handedOut(10, 11, "a", 3, false)
                        .against(PROMISE))
                .hasSize(1);
    }

    @Test
    void anothersDoesNot() {
        assertThat(new Story()
                        .revoked(9, "b", null)
                        .handedOut(10, 11, "a", 3, false)
                        .against(PROMISE))
                .hasSize(1);
    }

    @Test
    void onceTheHubHasInvalidGrantItKnows() {
        Story spent = new Story().ringSawSpent(5, "a", "T", 1);
        assertThat(spent.handedOut(6, 7, "a", 3, false).against(PROMISE)).isEmpty();
        assertThat(spent.unhealthy(8, "a", "ROTATION_LOST")
                        .handedOut(9, 10, "a", 3, false)
                        .against(PROMISE))
                .hasSize(1);
    }

    @Test
    void aVerdictThatAnOversleptProcessHealedIsNoMoreKnown() {
        assertThat(new Story()
                        .ringSawSpent(5, "a", "T", 1)
                        .unhealthy(8, "a", "ROTATION_LOST")
                        .sample(12, "a", 2, 100)
                        .handedOut(13, 14, "a", 2, false)
                        .against(PROMISE))
                .isEmpty();
    }
}
