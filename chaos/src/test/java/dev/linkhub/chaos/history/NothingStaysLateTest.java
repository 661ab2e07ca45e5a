package dev.linkhub.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.chaos.history.InjectedFault.Kind;
import org.junit.jupiter.api.Test;

class NothingStaysLateTest {

    private static final Promise PROMISE = new NothingStaysLate();

    /** The last fault ends at 10 s, so all must be on time from 210 s. */
    private static Story afterAFault() {
        return new Story().fault(5, 10, Kind.STOP, "w1");
    }

    @Test
    void overHalfAnIntervalLateBreaksIt() {
        assertThat(afterAFault().sample(220, "a", 3, 169).against(PROMISE))
                .singleElement()
                .satisfies(one -> assertThat(one.what()).contains("due since"));
    }

    @Test
    void lessDoesNot() {
        assertThat(afterAFault().sample(220, "a", 3, 171).against(PROMISE)).isEmpty();
    }

    @Test
    void beforeTwoIntervalsHavePassedItMayBeLate() {
        assertThat(afterAFault()
                        .sample(209, "a", 3, 100)
                        .sample(220, "a", 4, 300)
                        .against(PROMISE))
                .isEmpty();
    }

    @Test
    void aLiveGrantThatIsNeverDueBreaksIt() {
        GrantSample forgotten = new GrantSample(Story.at(220), "a", 3, true, false, null, Story.at(200), 0, null);
        assertThat(afterAFault().sample(forgotten).against(PROMISE)).hasSize(1);
    }

    @Test
    void aDueTimeThatIsPushedWithoutARefreshBreaksIt() {
        GrantSample pushed = new GrantSample(Story.at(220), "a", 3, true, false, Story.at(300), Story.at(50), 0, null);
        assertThat(afterAFault().sample(pushed).against(PROMISE))
                .singleElement()
                .satisfies(one -> assertThat(one.what()).contains("last refresh"));
    }

    @Test
    void theBrokenTheRemovedAndThePausedAreNotLate() {
        assertThat(afterAFault()
                        .sample(new GrantSample(Story.at(220), "a", 3, true, false, Story.at(1), null, 1, "REVOKED"))
                        .sample(new GrantSample(Story.at(220), "b", 3, false, false, null, null, 0, null))
                        .sample(new GrantSample(Story.at(220), "c", 3, true, true, Story.at(1), null, 0, null))
                        .against(PROMISE))
                .isEmpty();
    }

    @Test
    void aRunThatEndsTooEarlyToTellBreaksIt() {
        assertThat(afterAFault().sample(209, "a", 3, 300).against(PROMISE))
                .singleElement()
                .satisfies(one -> assertThat(one.what()).contains("nobody looked"));
    }
}
