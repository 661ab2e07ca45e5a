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

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void withoutTheCompareAndSetAnOldPairIsWrittenOverANewerOne() throws IOException {
        breaks(Breakage.NO_COMPARE_AND_SET, "1: ", Duration.ofSeconds(5), FaultKind.LOST_ACKNOWLEDGEMENT);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aLeaseWithoutOwnerIsEndedByAnother() throws IOException {
        breaks(Breakage.LEASE_WITHOUT_OWNER, "2b: ", Duration.ofSeconds(5), FaultKind.TAKEOVER);
    }

    @Test
    @Execution(ExecutionMode.CONCURRENT)
    void aWriteBackThatIsDroppedSendsATokenTwice() throws IOException {
        breaks(Breakage.DROPPED_WRITE_BACK, "2a: ", Duration.ofSeconds(5));
    }

    private static void breaks(Breakage breakage, String promise, Duration lasting, FaultKind... faults)
            throws IOException {
        Run.Outcome outcome =
                Run.hold(Form.broken(breakage, lasting, faults), SEED, Runs.JARS, Runs.folder(breakage.name()));
        assertThat(outcome.violations())
                .as(outcome.report())
                .anySatisfy(one -> assertThat(one.promise()).startsWith(promise));
    }
}
