package dev.linkhub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.chaos.inside.Breakage;
import dev.linkhub.chaos.plan.FaultKind;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs of a hub that is broken on purpose: a checker that lets one pass checks nothing. */
@Tag("end-to-end")
class BrokenHubTest {

    private static final long SEED = 1;
    private static final Duration FOR_ONE_FAULT = Duration.ofSeconds(5);

    private static final int MOST_RUNS = 3;

    /** Long enough for the second to begin while the first is at work. */
    private static final Duration FOR_BOTH_FAULTS = Duration.ofSeconds(30);

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void withoutTheCompareAndSetAnOldPairIsWrittenOverANewerOne() throws IOException {
        breaks(Breakage.NO_COMPARE_AND_SET, "1: ", FaultKind.LOST_ACKNOWLEDGEMENT);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aLeaseWithoutOwnerIsEndedByAnother() throws IOException {
        breaks(Breakage.LEASE_WITHOUT_OWNER, "2b: ", FaultKind.TAKEOVER);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aWriteBackThatIsDroppedSendsATokenTwice() throws IOException {
        breaks(Breakage.DROPPED_WRITE_BACK, "2a: ");
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void theSameFaultsBreakNothingOfAHubThatIsWhole() throws IOException {
        List<String> met = new ArrayList<>();
        // On a busy machine a fault may meet nobody in its time: then it has not been shown, and is tried again.
        for (int run = 1; run <= MOST_RUNS && !haveBothMet(met); run++) {
            Run.Outcome outcome =
                    held(Breakage.NONE, FOR_BOTH_FAULTS, FaultKind.LOST_ACKNOWLEDGEMENT, FaultKind.TAKEOVER);
            assertThat(outcome.violations()).as(outcome.report()).isEmpty();
            outcome.history().faults().forEach(fault -> met.add(fault.name()));
        }
        assertThat(haveBothMet(met)).as("both faults met somebody: " + met).isTrue();
    }

    private static boolean haveBothMet(List<String> met) {
        return met.stream().anyMatch(name -> name.startsWith(FaultKind.LOST_ACKNOWLEDGEMENT.name()))
                && met.stream().anyMatch(name -> name.startsWith(FaultKind.TAKEOVER + " by it"));
    }

    private static void breaks(Breakage breakage, String promise, FaultKind... faults) throws IOException {
        Run.Outcome outcome = held(breakage, FOR_ONE_FAULT, faults);
        assertThat(outcome.violations())
                .as(outcome.report())
                .anySatisfy(one -> assertThat(one.promise()).startsWith(promise));
    }

    private static Run.Outcome held(Breakage breakage, Duration lasting, FaultKind... faults) throws IOException {
        return Run.hold(Form.broken(breakage, lasting, faults), SEED, Runs.JARS, Runs.folder(breakage.name()));
    }
}
