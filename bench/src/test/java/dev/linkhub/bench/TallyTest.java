package dev.linkhub.bench;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.bench.stage.BenchFailed;
import org.junit.jupiter.api.Test;

/** A benchmark that measured nonsense fails. */
class TallyTest {

    private static final Tally BEFORE = new Tally(10, 1, 100, 0);

    @Test
    void eachRefreshMustBeStoredOnceOfAGrantThatHadNone() {
        assertThatCode(() -> BEFORE.requireEachOnce(new Tally(15, 1, 105, 5), "hub_1"))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> BEFORE.requireEachOnce(new Tally(15, 1, 104, 4), "hub_1"))
                .isInstanceOf(BenchFailed.class)
                .hasMessageContaining("hub_1: Ring refreshed 5 times, 4 generations were stored");
        assertThatThrownBy(() -> BEFORE.requireEachOnce(new Tally(15, 1, 105, 4), "hub_1"))
                .isInstanceOf(BenchFailed.class);
        assertThatThrownBy(() -> BEFORE.requireEachOnce(new Tally(15, 2, 105, 5), "hub_1"))
                .isInstanceOf(BenchFailed.class)
                .hasMessageContaining("1 tokens that Ring does not take");
    }

    @Test
    void theSameGrantMayComeSeveralTimesWhereItIsMeantTo() {
        assertThatCode(() -> BEFORE.requireEachStored(new Tally(15, 1, 105, 0))).doesNotThrowAnyException();
        assertThatThrownBy(() -> BEFORE.requireEachStored(new Tally(15, 1, 106, 0)))
                .isInstanceOf(BenchFailed.class);
        assertThatThrownBy(() -> BEFORE.requireEachStored(new Tally(15, 3, 105, 0)))
                .isInstanceOf(BenchFailed.class);
    }

    @Test
    void whatElseTheSimulatorWasAskedForMayNotMatter() {
        assertThatCode(() -> BEFORE.requireStoredOnce(new Tally(99, 1, 120, 20), 20))
                .doesNotThrowAnyException();
        assertThatThrownBy(() -> BEFORE.requireStoredOnce(new Tally(99, 1, 121, 20), 20))
                .isInstanceOf(BenchFailed.class);
    }
}
