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

@Command(name = "idle", mixinStandardHelpOptions = true, description = "What tenants with nothing due cost a worker.")
final class IdleCommand implements Callable<Integer> {

    private static final Path RESULTS = Path.of("target", "bench", "idle.json");

    @Spec
    private CommandSpec spec = CommandSpec.create();

    @Option(names = "--tenants", defaultValue = "100000", description = "How many (${DEFAULT-VALUE}).")
    private int tenants;

    @Option(names = "--warm-up", defaultValue = "240", description = "Seconds before measuring (${DEFAULT-VALUE}).")
    private int warmUp;

    @Option(names = "--seconds", defaultValue = "90", description = "How long it is measured (${DEFAULT-VALUE}).")
    private int seconds;

    @Override
    public Integer call() {
        IdleOptions options = options();
        IdleResults results;
        try (Stage stage = Stage.open(Path.of("target", "bench", "stage"), Programs.ofProcess())) {
            results = new IdleBench(stage, options, System.out).run();
        }
        System.out.printf(
                "%,d idle tenants: %.2f %% of a core, aim below %.0f %%: %s; %.1f statements/s, %.0f MiB (database %.2f %%)%n",
                results.tenants(),
                results.shareOfCore() * 100,
                results.aimBelow() * 100,
                results.reached() ? "reached" : "MISSED",
                results.statementsPerSecond(),
                results.peakRssMib(),
                results.databaseShareOfCore() * 100);
        ResultFile.write(RESULTS, results);
        return 0;
    }

    IdleOptions options() {
        return new IdleOptions(
                Checks.range(spec.commandLine(), "--tenants", tenants, 1, 1_000_000),
                Duration.ofSeconds(Checks.range(spec.commandLine(), "--warm-up", warmUp, 0, 3_600)),
                Duration.ofSeconds(Checks.range(spec.commandLine(), "--seconds", seconds, 1, 3_600)));
    }
}
