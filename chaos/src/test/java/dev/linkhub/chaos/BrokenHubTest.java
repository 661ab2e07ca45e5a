package dev.linkhub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.chaos.inside.Breakage;
import dev.linkhub.chaos.plan.FaultKind;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Runs of a hub that is broken on purpose: a checker that lets one pass checks nothing. */
@Tag("end-to-end")
class BrokenHubTest {

    private static final long SEED = 1;
    private static final Duration FOR_ONE_FAULT = Duration.ofSeconds(5);

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
        Run.Outcome outcome = held(Breakage.NONE, FOR_BOTH_FAULTS, FaultKind.LOST_ACKNOWLEDGEMENT, FaultKind.TAKEOVER);
        assertThat(outcome.violations()).as(outcome.report()).isEmpty();
        assertThat(outcome.history().faults())
                .as("faults that met somebody")
                .anySatisfy(one -> assertThat(one.name()).startsWith(FaultKind.LOST_ACKNOWLEDGEMENT.name()))
                .anySatisfy(one -> assertThat(one.name()).startsWith(FaultKind.TAKEOVER + " by it"));
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
