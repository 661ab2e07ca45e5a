package dev.linkhub.bench;

import dev.linkhub.bench.figures.ResultFile;
import dev.linkhub.bench.stage.Programs;
import dev.linkhub.bench.stage.Stage;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

@Command(
        name = "fairness",
        mixinStandardHelpOptions = true,
        description = "How long small tenants wait beside a large one, and without it.")
final class FairnessCommand implements Callable<Integer> {

    private static final Path RESULTS = Path.of("target", "bench", "fairness.json");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(
            names = "--grants",
            defaultValue = "100000",
            description = "Due grants of the large one (${DEFAULT-VALUE}).")
    private int grants;

    @Option(names = "--small-tenants", defaultValue = "50", description = "How many small ones (${DEFAULT-VALUE}).")
    private int smallTenants;

    @Option(
            names = "--small-grants",
            defaultValue = "20",
            description = "Due grants of each of these (${DEFAULT-VALUE}).")
    private int smallGrants;

    @Option(
            names = "--runs",
            defaultValue = "5",
            description = "With the large one, and as many without (${DEFAULT-VALUE}).")
    private int runs;

    @Option(names = "--latency-ms", defaultValue = "300", description = "What Ring takes (${DEFAULT-VALUE}).")
    private int latencyMs;

    @Override
    public Integer call() {
        FairnessOptions options = options();
        FairnessResults results;
        try (Stage stage = Stage.open(Path.of("target", "bench", "stage"), Programs.ofProcess())) {
            results = new FairnessBench(stage, options, System.out).run();
        }
        System.out.printf(
                "small tenants' p99 wait beside a large one, median of %d: %.0f ms, alone %.0f ms: %.2f times, aim ≤ %.0f: %s%n",
                options.runs(),
                results.medianBesideMs(),
                results.medianAloneMs(),
                results.timesAlone(),
                results.aimAtMost(),
                results.reached() ? "reached" : "MISSED");
        ResultFile.write(RESULTS, results);
        return 0;
    }

    FairnessOptions options() {
        return new FairnessOptions(
                Checks.range(spec.commandLine(), "--grants", grants, 4, 2_000_000),
                Checks.range(spec.commandLine(), "--small-tenants", smallTenants, 1, 1_000),
                Checks.range(spec.commandLine(), "--small-grants", smallGrants, 1, 1_000),
                Checks.range(spec.commandLine(), "--runs", runs, 1, 99),
                Duration.ofMillis(Checks.range(spec.commandLine(), "--latency-ms", latencyMs, 0, 5_000)));
    }
}
