package dev.linkhub.simulator;

import dev.linkhub.simulator.check.ConformanceRun;
import dev.linkhub.simulator.check.PartnerUnderTest;
import dev.linkhub.simulator.check.Patience;
import dev.linkhub.simulator.check.Report;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The conformance run from the command line: exit code 0 if nothing failed, 1 if something did, 2 for wrong usage. */
@Command(
        name = "check",
        mixinStandardHelpOptions = true,
        description = {
            "Walks a partner's back end through what a certification reviewer would care about.",
            "The back end must use the address of this simulator as Ring's, and the same credentials."
        },
        footer = {
            "%nCredentials: client_id, client_secret and hmac_key in the file of --credentials,",
            "or RING_CLIENT_ID, RING_CLIENT_SECRET and RING_HMAC_KEY in the environment.",
            "Exit code: 0 nothing failed, 1 a case failed, 2 wrong usage."
        },
        sortOptions = false)
final class CheckCommand implements Callable<Integer> {

    /** As long as a nonce lives. */
    private static final Duration INTERACTIVE_WAIT = Duration.ofMinutes(10);

    @Option(names = "--token-exchange", required = true, paramLabel = "URL", description = "your Token Exchange URL")
    private URI tokenExchange = URI.create("");

    @Option(names = "--link", required = true, paramLabel = "URL", description = "your Account Link URL")
    private URI link = URI.create("");

    @Option(names = "--webhook", required = true, paramLabel = "URL", description = "your Webhook URL")
    private URI webhook = URI.create("");

    @Option(names = "--homepage", paramLabel = "URL", description = "your App Homepage URL")
    private @Nullable URI homepage;

    @Option(names = "--client-id", paramLabel = "ID", description = "the app's client id")
    private @Nullable String clientId;

    @Option(names = "--credentials", paramLabel = "FILE", description = "file of name=value lines, see below")
    private @Nullable Path credentials;

    @Option(
            names = "--port",
            paramLabel = "PORT",
            defaultValue = "8090",
            description = "where your back end expects Ring on this machine (default: ${DEFAULT-VALUE})")
    private int port;

    @Option(
            names = "--bind",
            paramLabel = "ADDRESS",
            defaultValue = SimulatorOptions.LOOPBACK,
            description = "address to listen on (default: ${DEFAULT-VALUE})")
    private String bind = SimulatorOptions.LOOPBACK;

    @Option(
            names = "--public-url",
            paramLabel = "URL",
            description = "address that your back end uses, if a proxy stands in front")
    private @Nullable URI publicUrl;

    @Option(names = "--only", split = ",", paramLabel = "CASE", description = "run these cases only")
    private List<String> only = List.of();

    @Option(
            names = "--timeout",
            paramLabel = "DURATION",
            defaultValue = "PT60S",
            description = "how long your back end may take to redeem a code and to ask users/me (default:"
                    + " ${DEFAULT-VALUE}, the life of a code)")
    private Duration timeout = Patience.DEFAULT.action();

    @Option(
            names = "--interactive",
            description = "print the Account Link URL and wait ten minutes for you to sign in there")
    private boolean interactive;

    @Option(names = "--wait", paramLabel = "DURATION", description = "as --interactive, with a wait of your choice")
    private @Nullable Duration wait;

    @Option(names = "--json", description = "print the report as one JSON document")
    private boolean json;

    @Spec
    private @Nullable CommandSpec spec;

    private final PrintWriter out;
    private final PrintWriter err;
    private final Map<String, String> environment;

    /** {@code err} takes what the person has to do: the report may be read by a machine. */
    CheckCommand(PrintWriter out, PrintWriter err, Map<String, String> environment) {
        this.out = out;
        this.err = err;
        this.environment = environment;
    }

    @Override
    public Integer call() {
        PartnerUnderTest partner;
        Patience patience;
        RingSimulator simulator;
        try {
            partner = new PartnerUnderTest(
                    CheckCredentials.read(clientId, credentials, environment), tokenExchange, link, webhook, homepage);
            patience = patience();
            simulator = RingSimulator.start(new SimulatorOptions(bind, port, publicUrl, Clock.systemUTC()));
        } catch (IllegalArgumentException | IllegalStateException e) {
            throw misused(e.getMessage());
        }
        try (simulator) {
            return run(new ConformanceRun(simulator.world(), simulator.url(), partner, patience, this::ask));
        }
    }

    private int run(ConformanceRun run) {
        List<String> unknown =
                only.stream().filter(name -> !run.names().contains(name)).toList();
        if (!unknown.isEmpty()) {
            throw misused(
                    "no such case: " + String.join(", ", unknown) + "; choices: " + String.join(", ", run.names()));
        }
        Report report = run.run(name -> only.isEmpty() || only.contains(name), result -> {
            if (!json) {
                out.println(result.text());
            }
        });
        out.println(json ? report.json() : report.sum());
        return report.isPassed() ? 0 : 1;
    }

    private Patience patience() {
        Duration person = wait == null ? (interactive ? INTERACTIVE_WAIT : Duration.ZERO) : wait;
        return Patience.DEFAULT.withAction(timeout).withPerson(person);
    }

    private void ask(URI accountLink) {
        err.println("Open this address in a browser and sign in: " + accountLink);
    }

    private ParameterException misused(@Nullable String message) {
        if (spec == null) {
            throw new IllegalStateException("the command line is set up by picocli");
        }
        return new ParameterException(spec.commandLine(), message);
    }
}
