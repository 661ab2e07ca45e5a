package dev.linkhub.simulator;

import dev.linkhub.simulator.guard.ControlToken;
import dev.linkhub.simulator.state.StateUnusable;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
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

    static final String TOKEN_VARIABLE = "RING_SIMULATOR_CONTROL_TOKEN";

    /** Many times a token: whatever is longer is none. */
    private static final int MOST_TOKEN_BYTES = 4_096;

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
                    + " callers on this machine only, wherever it listens, unless there is a control token")
    private String bind = SimulatorOptions.LOOPBACK;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "address that callers use, if a proxy stands in front")
    private @Nullable URI publicUrl;

    @Option(
            names = "--control-token-file",
            paramLabel = "FILE",
            description = "opens the control API and the page to callers on other machines that present the token in"
                    + " this file, and closes them to all others; the environment variable " + TOKEN_VARIABLE
                    + " may hold the token instead")
    private @Nullable Path controlTokenFile;

    @Option(
            names = "--state",
            paramLabel = "FILE",
            description = "file that keeps what the simulator knows, app secrets included, over restarts; created if"
                    + " missing (default: kept in memory)")
    private @Nullable Path state;

    @Option(
            names = "--until-end-of-input",
            description = "ends when standard input does, as it does when the program that started this one ends")
    private boolean untilEndOfInput;

    private final PrintWriter out;
    private final Map<String, String> environment;

    Main(PrintWriter out, Map<String, String> environment) {
        this.out = out;
        this.environment = environment;
    }

    public static void main(String[] arguments) {
        // The library leaves logging to whoever uses it; only the program brings its own.
        if (System.getProperty("logback.configurationFile") == null) {
            System.setProperty("logback.configurationFile", "dev/linkhub/simulator/logback.xml");
        }
        System.exit(commands(writer(System.out), writer(System.err), System.getenv())
                .execute(arguments));
    }

    /** {@code environment}: the variables that may hold the control token or the credentials of a conformance run. */
    static CommandLine commands(PrintWriter out, PrintWriter err, Map<String, String> environment) {
        CommandLine commands = new CommandLine(new Main(out, environment));
        commands.addSubcommand(new CheckCommand(out, err, environment));
        commands.setOut(out).setErr(err);
        commands.setExecutionExceptionHandler((failure, line, parsed) -> {
            line.getErr().println("ring-simulator: " + failure.getMessage());
            return failure instanceof StateUnusable ? CommandLine.ExitCode.USAGE : 1;
        });
        return commands;
    }

    private static PrintWriter writer(OutputStream stream) {
        return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
    }

    @Override
    public Integer call() throws InterruptedException, IOException {
        CountDownLatch stopped = new CountDownLatch(1);
        try (RingSimulator simulator = RingSimulator.start(options())) {
            Runtime.getRuntime().addShutdownHook(new Thread(simulator::close, "simulator-stop"));
            out.println("Ring simulator: " + simulator.url() + "  (control API: " + simulator.url() + "/control)");
            if (untilEndOfInput) {
                System.in.transferTo(OutputStream.nullOutputStream());
            } else {
                stopped.await();
            }
        }
        return 0;
    }

    SimulatorOptions options() {
        return new SimulatorOptions(bind, port, publicUrl, Clock.systemUTC(), controlToken(), state);
    }

    private @Nullable ControlToken controlToken() {
        String told = environment.get(TOKEN_VARIABLE);
        if (controlTokenFile == null) {
            return told == null ? null : token(told, TOKEN_VARIABLE);
        }
        if (told != null) {
            throw new IllegalStateException("give --control-token-file or " + TOKEN_VARIABLE + ", not both");
        }
        try (InputStream file = Files.newInputStream(controlTokenFile)) {
            String text = new String(file.readNBytes(MOST_TOKEN_BYTES), StandardCharsets.UTF_8);
            return token(text, controlTokenFile.toString());
        } catch (IOException e) {
            throw new IllegalStateException("cannot read the control token file " + controlTokenFile, e);
        }
    }

    private static ControlToken token(String text, String source) {
        try {
            return new ControlToken(text);
        } catch (IllegalArgumentException e) {
            throw new IllegalStateException(source + ": " + e.getMessage(), e);
        }
    }
}
