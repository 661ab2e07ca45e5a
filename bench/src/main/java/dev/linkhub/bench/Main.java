package dev.linkhub.bench;

import dev.linkhub.bench.stage.BenchFailed;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** The command line of {@code ./hub bench}. */
@Command(
        name = "hub bench",
        mixinStandardHelpOptions = true,
        description = "Measures the refresh engine; results go to target/bench.",
        subcommands = {RefreshCommand.class, ClaimCommand.class, FairnessCommand.class, IdleCommand.class})
public final class Main {

    private static final int FAILED = 1;

    private Main() {}

    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Main());
        line.setExecutionExceptionHandler((failure, command, result) -> {
            if (failure instanceof BenchFailed) {
                command.getErr().println("hub: the benchmark failed: " + failure.getMessage());
                if (failure.getCause() != null) {
                    command.getErr().println("hub: because of " + failure.getCause());
                }
                return FAILED;
            }
            throw failure;
        });
        return line;
    }
}
