package dev.linkhub.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.chaos.history.InjectedFault.Kind;
import org.junit.jupiter.api.Test;

class QuarantinesAreKeptTest {

    private static final Promise PROMISE = new QuarantinesAreKept();

    @Test
    void aSendingBeforeLeaseAndQuarantineAreOverBreaksIt() {
        assertThat(new Story()
                        .sending(1, "w1", "x", "a", "T")
                        .fault(1.5, 1.5, Kind.KILL, "w1")
                        .sending(30, "w2", "y", "a", "T")
                        .against(PROMISE))
                .singleElement()
                .satisfies(one -> assertThat(one.what()).contains("w2 sent", "w1 had claimed"));
    }

    @Test
    void afterThemItMayBeSent() {
        assertThat(new Story()
                        .sending(1, "w1", "x", "a", "T")
                        .fault(1.5, 1.5, Kind.KILL, "w1")
                        .sending(31.1, "w2", "y", "a", "T")
                        .against(PROMISE))
                .isEmpty();
    }

    @Test
    void anOutcomeEndsThem() {
        assertThat(new Story()
                        .sending(1, "w1", "x", "a", "T")
                        .ended(4, "x", "a", "UNKNOWN")
                        .sending(12, "w2", "y", "a", "T")
                        .against(PROMISE))
                .isEmpty();
    }

    @Test
    void anOutcomeThatComesAfterTheSecondSendingDoesNot() {
        assertThat(new Story()
                        .sending(1, "w1", "x", "a", "T")
                        .sending(12, "w2", "y", "a", "T")
                        .ended(14, "x", "a", "UNKNOWN")
                        .against(PROMISE))
                .hasSize(1);
    }

    @Test
    void eachOfThreeIsLookedAt() {
        assertThat(new Story()
                        .sending(1, "w1", "x", "a", "T")
                        .sending(40, "w2", "y", "a", "T")
                        .sending(50, "w3", "z", "a", "T")
                        .against(PROMISE))
                .singleElement()
                .satisfies(one -> assertThat(one.what()).contains("w3 sent", "w2 had claimed"));
    }
}
