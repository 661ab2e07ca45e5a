package dev.linkhub.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.chaos.history.InjectedFault.Kind;
import org.junit.jupiter.api.Test;

class NothingIsSentAfterItsAnswerTest {

    private static final Promise PROMISE = new NothingIsSentAfterItsAnswer();

    @Test
    void theSameTokenAfterItsAnswerBreaksIt() {
        assertThat(new Story()
                        .refreshed(1, "w1", "x", "a", "T")
                        .sending(60, "w2", "y", "a", "T")
                        .against(PROMISE))
                .singleElement()
                .satisfies(one -> assertThat(one.what()).contains("w2 sent", "w1 had"));
    }

    @Test
    void itIsBrokenWhateverBecameOfTheSecond() {
        assertThat(new Story()
                        .refreshed(1, "w1", "x", "a", "T")
                        .sending(60, "w2", "y", "a", "T")
                        .ended(61, "y", "a", "INVALID_GRANT")
                        .against(PROMISE))
                .hasSize(1);
    }

    @Test
    void theNextTokenIsAnotherMatter() {
        assertThat(new Story()
                        .refreshed(1, "w1", "x", "a", "T")
                        .refreshed(60, "w2", "y", "a", "T2")
                        .against(PROMISE))
                .isEmpty();
    }

    @Test
    void whatWasNeverWrittenToTheSocketIsNotSent() {
        assertThat(new Story()
                        .refreshed(1, "w1", "x", "a", "T")
                        .sending(60, "w2", "y", "a", "T")
                        .ended(60, "y", "a", "NOT_SENT")
                        .against(PROMISE))
                .isEmpty();
    }

    @Test
    void aProcessThatWasKilledBeforeItStoredExcusesIt() {
        assertThat(new Story()
                        .sending(1, "w1", "x", "a", "T")
                        .got2xx(2, "w1", "x", "a", "T")
                        .fault(2.1, 2.1, Kind.KILL, "w1")
                        .sending(60, "w2", "y", "a", "T")
                        .against(PROMISE))
                .isEmpty();
    }

    @Test
    void oneThatWasKilledAfterItStoredDoesNot() {
        assertThat(new Story()
                        .refreshed(1, "w1", "x", "a", "T")
                        .fault(2.1, 2.1, Kind.KILL, "w1")
                        .sending(60, "w2", "y", "a", "T")
                        .against(PROMISE))
                .hasSize(1);
    }

    @Test
    void anotherProcessesDeathDoesNot() {
        assertThat(new Story()
                        .sending(1, "w1", "x", "a", "T")
                        .got2xx(2, "w1", "x", "a", "T")
                        .fault(2.1, 2.1, Kind.KILL, "w3")
                        .sending(60, "w2", "y", "a", "T")
                        .against(PROMISE))
                .hasSize(1);
    }
}
