package dev.linkhub.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class VerdictsAreSaidOnceTest {

    private static final Promise PROMISE = new VerdictsAreSaidOnce();

    @Test
    void twiceUnhealthyBreaksIt() {
        assertThat(new Story()
                        .note("1", "a", "UNHEALTHY")
                        .note("2", "a", "UNHEALTHY")
                        .against(PROMISE))
                .singleElement()
                .satisfies(one -> assertThat(one.what()).contains("UNHEALTHY was said after UNHEALTHY"));
    }

    @Test
    void twiceHealedBreaksIt() {
        assertThat(new Story()
                        .note("1", "a", "UNHEALTHY")
                        .note("2", "a", "HEALED")
                        .note("3", "a", "HEALED")
                        .against(PROMISE))
                .hasSize(1);
    }

    @Test
    void healedWithoutHavingBeenBrokenBreaksIt() {
        assertThat(new Story()
                        .note("1", "a", "COMPLETED")
                        .note("2", "a", "HEALED")
                        .against(PROMISE))
                .hasSize(1);
    }

    @Test
    void brokenHealedAndBrokenAgainIsSaidEachTime() {
        assertThat(new Story()
                        .note("1", "a", "COMPLETED")
                        .note("2", "a", "UNHEALTHY")
                        .note("3", "b", "UNHEALTHY")
                        .note("4", "a", "HEALED")
                        .note("5", "a", "UNHEALTHY")
                        .against(PROMISE))
                .isEmpty();
    }

    @Test
    void aDeadGrantOfALinkThatNobodyIsToldOfBreaksIt() {
        assertThat(new Story()
                        .note("1", "a", "COMPLETED")
                        .unhealthy(10, "a", "REVOKED")
                        .against(PROMISE))
                .singleElement()
                .satisfies(one -> assertThat(one.what()).contains("nobody was told"));
    }

    @Test
    void ofAnUnclaimedOneThereIsNobodyToTell() {
        assertThat(new Story().unhealthy(10, "a", "REVOKED").against(PROMISE)).isEmpty();
    }

    @Test
    void oneAttemptAfterTheVerdictConfirmsItAndASecondBreaksIt() {
        Story confirmed = new Story().unhealthy(10, "a", "REVOKED").sending(910, "w1", "x", "a", "T");
        assertThat(confirmed.against(PROMISE)).isEmpty();
        assertThat(confirmed.sending(2_000, "w1", "y", "a", "T").against(PROMISE))
                .singleElement()
                .satisfies(one -> assertThat(one.what()).contains("sent 2 more times"));
    }

    @Test
    void attemptsAfterItHasHealedAreAsUsual() {
        assertThat(new Story()
                        .unhealthy(10, "a", "ROTATION_LOST")
                        .sample(20, "a", 2, 100)
                        .refreshed(100, "w1", "x", "a", "T")
                        .refreshed(200, "w1", "y", "a", "T2")
                        .against(PROMISE))
                .isEmpty();
    }
}
