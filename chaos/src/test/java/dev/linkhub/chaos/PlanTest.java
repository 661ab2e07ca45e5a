package dev.linkhub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.chaos.plan.FaultKind;
import dev.linkhub.chaos.plan.Plan;
import dev.linkhub.chaos.plan.PlannedFault;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class PlanTest {

    @Test
    void theSameSeedIsTheSamePlan() {
        assertThat(Plan.of(42).text()).isEqualTo(Plan.of(42).text()).startsWith("seed 42\n");
    }

    @Test
    void anotherSeedIsAnother() {
        assertThat(Plan.of(42).processes()).isNotEqualTo(Plan.of(43).processes());
        assertThat(Plan.of(42).surroundings()).isNotEqualTo(Plan.of(43).surroundings());
    }

    @Test
    void theFirstDecksHoldEachKindOnce() {
        Plan plan = Plan.of(7);
        List<FaultKind> first = Stream.concat(
                        plan.processes().stream().limit(11),
                        plan.surroundings().stream().limit(18))
                .map(PlannedFault::kind)
                .toList();
        assertThat(first).containsExactlyInAnyOrder(FaultKind.values());
    }

    @Test
    void onlyWhatIsAskedForIsInIt() {
        Plan plan = Plan.of(7, List.of(FaultKind.TAKEOVER, FaultKind.HTML_403), 10);
        assertThat(plan.processes()).extracting(PlannedFault::kind).containsOnly(FaultKind.TAKEOVER);
        assertThat(plan.surroundings()).extracting(PlannedFault::kind).containsOnly(FaultKind.HTML_403);
        assertThat(plan.processes())
                .allSatisfy(fault -> assertThat(fault.pauseMillis()).isBetween(0, 10));
    }
}
