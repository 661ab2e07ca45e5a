package dev.linkhub.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.chaos.history.InjectedFault.Kind;
import org.junit.jupiter.api.Test;

class SpentTokensHaveACauseTest {

    private static final Promise PROMISE = new SpentTokensHaveACause();

    /** Sent and taken by Ring at 1 s, sent again at 60 s. */
    private static Story twice() {
        return new Story()
                .sending(1, "w1", "x", "a", "T")
                .ringTook(1.2, "a", "T")
                .sending(60, "w2", "y", "a", "T")
                .ringSawSpent(60.2, "a", "T", 1.2);
    }

    @Test
    void aSpentTokenWithoutAnyFaultBreaksIt() {
        assertThat(twice().against(PROMISE))
                .singleElement()
                .satisfies(one -> assertThat(one.grant()).isEqualTo("a"));
    }

    @Test
    void theDeathOfItsProcessIsACause() {
        assertThat(twice().fault(1.5, 1.5, Kind.KILL, "w1").against(PROMISE)).isEmpty();
    }

    @Test
    void theDeathOfAnotherIsNone() {
        assertThat(twice().fault(1.5, 1.5, Kind.KILL, "w2").against(PROMISE)).hasSize(1);
    }

    @Test
    void aDeathAfterItWasStoredIsNone() {
        assertThat(twice().stored(2, "w1", "x", "a")
                        .fault(3, 3, Kind.KILL, "w1")
                        .against(PROMISE))
                .hasSize(1);
    }

    @Test
    void anAnswerThatRingWasToldToLoseIsACause() {
        Story lost = new Story()
                .ringFault("fault_1", 0, 5, Kind.LOST_ANSWER)
                .sending(1, "w1", "x", "a", "T")
                .ringTookUnder("fault_1", 1.2, "a", "T")
                .ended(4, "x", "a", "UNKNOWN")
                .sending(70, "w1", "y", "a", "T")
                .ringSawSpent(70.2, "a", "T", 1.2);
        assertThat(lost.against(PROMISE)).isEmpty();
    }

    @Test
    void aFaultThatStruckAnotherCallIsNone() {
        Story other = new Story().ringFault("fault_1", 0, 5, Kind.LOST_ANSWER).ringTookUnder("fault_1", 1.2, "b", "U");
        assertThat(other.sending(1, "w1", "x", "a", "T")
                        .ringTook(1.2, "a", "T")
                        .sending(70, "w1", "y", "a", "T")
                        .ringSawSpent(70.2, "a", "T", 1.2)
                        .against(PROMISE))
                .hasSize(1);
    }

    @Test
    void aCutLineIsACauseForWhatWasUnderWay() {
        assertThat(twice().fault(2, 3, Kind.LOST_ANSWER, null).against(PROMISE)).isEmpty();
        assertThat(twice().fault(20, 30, Kind.LOST_ANSWER, null).against(PROMISE))
                .hasSize(1);
    }

    @Test
    void aRestartOfTheDatabaseIsNone() {
        assertThat(twice().fault(0, 10, Kind.HARMLESS, null).against(PROMISE)).hasSize(1);
    }

    @Test
    void oneCauseDoesNotPayTwice() {
        Story thrice = twice().fault(1.5, 1.5, Kind.KILL, "w1")
                .sending(120, "w2", "z", "a", "T")
                .ringSawSpent(120.2, "a", "T", 1.2);
        assertThat(thrice.against(PROMISE)).hasSize(1);
    }

    @Test
    void aSecondCausePaysForASecondTime() {
        Story thrice = twice().fault(1.5, 1.5, Kind.KILL, "w1")
                .fault(60.5, 60.5, Kind.KILL, "w2")
                .sending(120, "w3", "z", "a", "T")
                .ringSawSpent(120.2, "a", "T", 1.2);
        assertThat(thrice.against(PROMISE)).isEmpty();
    }

    @Test
    void theConfirmingAttemptNeedsNoCause() {
        Story confirmed = twice().fault(1.5, 1.5, Kind.KILL, "w1")
                .sending(960.5, "w2", "z", "a", "T")
                .ringSawSpent(960.7, "a", "T", 1.2);
        assertThat(confirmed.against(PROMISE)).isEmpty();
    }

    @Test
    void whatNoProcessSaysItSentBreaksIt() {
        assertThat(new Story().ringSawSpent(60, "a", "T", 1).against(PROMISE))
                .singleElement()
                .satisfies(one -> assertThat(one.what()).contains("no process"));
    }
}
