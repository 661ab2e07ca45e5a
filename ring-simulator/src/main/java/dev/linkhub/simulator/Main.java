package dev.linkhub.simulator;

import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command line. */
@Command(
        name = "ring-simulator",
        mixinStandardHelpOptions = true,
        version = "ring-simulator 0.1.0",
        description = "Plays Ring's side of one-way account linking over HTTP.",
        footer = "%nOpen the printed address in a browser for the page that stands for the Ring app.",
        sortOptions = false)
public final class Main implements Callable<Integer> {

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "where to listen, 0 for any free port (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = SimulatorOptions.LOOPBACK,
            description = "address to listen on (default: ${DEFAULT-VALUE}); the control API and the page answer"
                    + " callers on this machine only, wherever it listens")
    private String bind = SimulatorOptions.LOOPBACK;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "address that callers use, if a proxy stands in front")
    private @Nullable URI publicUrl;

    private final PrintWriter out;

    Main(PrintWriter out) {
        this.out = out;
    }

    public static void main(String[] arguments) {
        // The library leaves logging to whoever uses it; only the program brings its own.
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "dev/linkhub/simulator/logback.xml");
        }
        System.exit(commands(writer(System.out), writer(System.err), System.getenv())
                .execute(arguments));
    }

    /** {@code environment}: the variables that may hold the credentials of a conformance run. */
    static CommandLine commands(PrintWriter out, PrintWriter err, Map<String, String> environment) {
        CommandLine commands = new CommandLine(new Main(out));
        commands.addSubcommand(new CheckCommand(out, err, environment));
        commands.setOut(out).setErr(err);
        commands.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("ring-simulator: " + failure.getMessage());
            return 1;
        });
        return commands;
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    @Override
    public Integer call() throws InterruptedException {
        SimulatorOptions options = new SimulatorOptions(bind, port, publicUrl, Clock.systemUTC());
        CountDownLatch stopped = new CountDownLatch(1);
        try (RingSimulator simulator = RingSimulator.start(options)) {
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "simulator-stop"));
            out.println("Ring simulator: " + simulator.url() + "  (control API: " + simulator.url() + "/control)");
            stopped.await();
        }
        return 0;
    }
}
