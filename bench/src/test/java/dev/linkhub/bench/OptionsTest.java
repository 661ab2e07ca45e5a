package dev.linkhub.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class OptionsTest {

    @Test
    void everybodyIsComparedAtBothLatenciesUnlessToldOtherwise() {
        RefreshOptions options = refresh();

        assertThat(options.contestants()).containsExactly(Contestant.values());
        assertThat(options.latenciesMs()).containsExactly(0, 200);
        assertThat(options.inFlight()).isEqualTo(256);
    }

    @Test
    void takesWhatItIsTold() {
        RefreshOptions options = refresh(
                "--only", "limit,hub_1", "--latencies", "5", "--grants", "1200", "--seconds", "3", "--rounds", "2");

        assertThat(options.contestants()).containsExactly(Contestant.LIMIT, Contestant.HUB_1);
        assertThat(options.latenciesMs()).containsExactly(5);
        assertThat(options.grants()).isEqualTo(1_200);
        assertThat(options.measured()).isEqualTo(Duration.ofSeconds(3));
        assertThat(options.rounds()).isEqualTo(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "refresh --only nobody",
                "refresh --seconds 0",
                "refresh --grants 3",
                "refresh --latencies -1",
                "refresh --rounds x",
                "claim --seconds 0",
                "claim --grants 100 --small 200",
                "fairness --runs 0",
                "idle --tenants 0",
                "idle --unknown",
                "nothing"
            })
    void refusesWhatNoBenchmarkCanBeRunWith(String line) {
        StringWriter complaints = new StringWriter();
        CommandLine command = Main.commandLine().setErr(new PrintWriter(complaints));

        assertThat(command.execute(line.split(" ", -1))).isEqualTo(CommandLine.ExitCode.USAGE);
        assertThat(complaints.toString()).isNotBlank();
    }

    @Test
    void anUnknownContestantIsToldTheChoices() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Contestant.parse("hub_3"))
                .withMessageContaining("limit, hub_1, hub_2, db_scheduler, quartz, jobrunr, loop");
    }

    private static RefreshOptions refresh(String... arguments) {
        RefreshCommand command = new RefreshCommand();
        new CommandLine(command).parseArgs(arguments);
        return command.options();
    }
}
