package dev.linkhub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.chaos.history.InjectedFault;
import dev.linkhub.chaos.history.InjectedFault.Kind;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A short run of real processes under faults. */
@Tag("end-to-end")
class ShortRunTest {

    private static final long SEED = 4;

    @Test
    void everyPromiseIsKeptUnderFaults() throws IOException {
        Run.Outcome outcome = Run.hold(Form.shortened(), SEED, Runs.JARS, Runs.folder("good"));
        assertThat(outcome.violations()).as(outcome.report()).isEmpty();
        assertThat(outcome.history().faults())
                .extracting(InjectedFault::kind)
                .contains(Kind.KILL, Kind.LOST_ANSWER, Kind.HARMLESS);
        assertThat(outcome.history().hub().handOuts()).hasSizeGreaterThan(50);
        assertThat(outcome.history().api()).as("the API while refreshes hang").isNotNull();
    }
}
