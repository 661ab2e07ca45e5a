package dev.linkhub.bench;

import dev.linkhub.bench.figures.ResultFile;
import dev.linkhub.bench.stage.Programs;
import dev.linkhub.bench.stage.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

@Command(
        name = "refresh",
        mixinStandardHelpOptions = true,
        description =
                "Refreshes a second, cpu, statements and memory of the hub, of what this machine could do at best, and of"
                        + " other schedulers.")
final class RefreshCommand implements Callable<Integer> {

    private static final Path RESULTS = Path.of("target", "bench", "refresh.json");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--grants", defaultValue = "100000", description = "Due grants of each run (${DEFAULT-VALUE}).")
    private int grants;

    @Option(names = "--seconds", defaultValue = "12", description = "How long a run is measured (${DEFAULT-VALUE}).")
    private int seconds;

    @Option(names = "--warm-up", defaultValue = "8", description = "Seconds before that (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(
            names = "--rounds",
            defaultValue = "3",
            description = "Runs of each contestant and latency, whose median counts (${DEFAULT-VALUE}).")
    private int rounds;

    @Option(names = "--only", description = "These contestants only, with commas between them.")
    private String only = "";

    @Option(
            names = "--latencies",
            split = ",",
            defaultValue = "0,200",
            description = "Milliseconds that Ring takes (${DEFAULT-VALUE}).")
    private List<Integer> latencies = new ArrayList<>();

    @Override
    public Integer call() {
        RefreshOptions options = options();
        RefreshResults results;
        try (Stage stage = Stage.open(Path.of("target", "bench", "stage"), Programs.ofProcess())) {
            results = new RefreshBench(stage, options, System.out).run();
        }
        results.aims().forEach(System.out::println);
        ResultFile.write(RESULTS, results.asJson());
        return 0;
    }

    RefreshOptions options() {
        require(grants >= 12 && grants <= 2_000_000, "--grants takes 12 to 2000000");
        require(seconds >= 1 && seconds <= 3_600, "--seconds takes 1 to 3600");
        require(warmUp >= 0 && warmUp <= 600, "--warm-up takes 0 to 600");
        require(rounds >= 1 && rounds <= 99, "--rounds takes 1 to 99");
        require(
                !latencies.isEmpty() && latencies.stream().allMatch(latency -> latency >= 0 && latency <= 5_000),
                "--latencies takes milliseconds from 0 to 5000, with commas between them");
        try {
            return new RefreshOptions(
                    only.isBlank() ? List.of(Contestant.values()) : Contestant.parse(only),
                    latencies,
                    grants,
                    Duration.ofSeconds(warmUp),
                    Duration.ofSeconds(seconds),
                    rounds);
        } catch (IllegalArgumentException e) {
            throw new ParameterException(spec.commandLine(), "--only: " + e.getMessage(), e);
        }
    }

    private void require(boolean holds, String otherwise) {
        if (!holds) {
            throw new ParameterException(spec.commandLine(), otherwise);
        }
    }
}
