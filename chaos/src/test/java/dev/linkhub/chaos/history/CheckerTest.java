package dev.linkhub.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.chaos.history.InjectedFault.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class CheckerTest {

    @Test
    void aGoodRunIsGood() {
        History good = new Story()
                .refreshed(1, "w1", "x", "a", "T")
                .fault(5, 10, Kind.STOP, "w1")
                .refreshed(110, "w1", "y", "a", "T2")
                .sample(220, "a", 3, 240)
                .handedOut(50, 51, "a", 2, true)
                .history();
        assertThat(Checker.check(good)).isEmpty();
        assertThat(Checker.report(good, List.of()))
                .contains("kept    1: generations")
                .doesNotContain("BROKEN");
    }

    @Test
    void theReportSaysWhatBrokeAndTellsTheGrantsWholeStory() {
        History bad = new Story()
                .refreshed(1, "w1", "x", "a", "T")
                .refreshed(2, "w1", "x", "b", "U")
                .fault(30, 35, Kind.HARMLESS, null)
                .sending(60, "w2", "y", "a", "T")
                .ringSawSpent(60.2, "a", "T", 1.2)
                .sample(240, "a", 3, 300)
                .history();
        List<Violation> violations = Checker.check(bad);
        assertThat(violations).extracting(Violation::grant).containsOnly("a");
        assertThat(Checker.report(bad, violations))
                .contains("kept    1: generations", "BROKEN  2a:", "BROKEN  2c:", "a, Ring's account a@ring")
                .contains("w1 GOT2XX", "w2 SENDING", "revokes all", "HARMLESS")
                .doesNotContain("b@ring");
    }
}
