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
        name = "claim",
        mixinStandardHelpOptions = true,
        description = "What claims cost the database, with few grants and with very many.")
final class ClaimCommand implements Callable<Integer> {

    private static final Path RESULTS = Path.of("target", "bench", "claim.json");
    private static final Path STAGE = Path.of("target", "bench", "stage");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--small", defaultValue = "20000", description = "Grants of the small table (${DEFAULT-VALUE}).")
    private int small;

    @Option(names = "--grants", defaultValue = "2000000", description = "Grants of the large table (${DEFAULT-VALUE}).")
    private int grants;

    @Option(names = "--seconds", defaultValue = "60", description = "How long each is drained (${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() {
        ClaimOptions options = options();
        ClaimResults results;
        Path slowLog = STAGE.resolve("database").resolve("slow.log");
        try (Stage stage = Stage.open(STAGE, Programs.ofProcess(), SlowLog.serverOptions(slowLog))) {
            results = new ClaimBench(stage, slowLog, options, System.out).run();
        }
        System.out.printf(
                "claims at %,d grants take %.2f times those at %,d, aim ≤ %.0f; rows examined for each %.2f and %.2f, aim ≤ %.0f;"
                        + " the plan %s: %s%n",
                results.large().grants(),
                results.timesSlower(),
                results.small().grants(),
                results.aimTimesSlowerAtMost(),
                results.small().examinedLooking() + results.small().examinedLeasing(),
                results.large().examinedLooking() + results.large().examinedLeasing(),
                results.aimExaminedAtMost(),
                results.samePlan() ? "is the same" : "DIFFERS",
                results.reached() ? "reached" : "MISSED");
        ResultFile.write(RESULTS, results);
        return 0;
    }

    ClaimOptions options() {
        Checks.range(spec.commandLine(), "--small", small, 10, 1_000_000);
        return new ClaimOptions(
                small,
                Checks.range(spec.commandLine(), "--grants", grants, small, 20_000_000),
                Duration.ofSeconds(Checks.range(spec.commandLine(), "--seconds", seconds, 1, 3_600)));
    }
}
