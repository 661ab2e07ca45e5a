package dev.linkhub.bench.stage;

import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.db.EmbeddedDatabase;
import dev.linkhub.db.Migrations;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.simulator.client.RingSimulatorClient;
import dev.linkhub.vault.MasterKeysetFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fresh database server with its normal durability, at our schema, and a simulated Ring in a process of its own: the same for
 * all that are compared.
 */
public final class Stage implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Ring simulator: (http://\\S+) .*");
    private static final String LOGGING = "dev/linkhub/bench/logback.xml";
    private static final Duration SIMULATOR_STARTS_WITHIN = Duration.ofMinutes(1);

    private final Path folder;
    private final Programs programs;
    private final EmbeddedDatabase database;
    private final JavaProcess simulator;
    private final URI ringUrl;
    private final RingSimulatorClient ring;
    private final Path keyset;

    private Stage(Path folder, Programs programs, EmbeddedDatabase database, JavaProcess simulator, Path keyset) {
        this.folder = folder;
        this.programs = programs;
        this.database = database;
        this.simulator = simulator;
        this.keyset = keyset;
        this.ringUrl = awaitAddress(simulator);
        this.ring = new RingSimulatorClient(ringUrl);
    }

    /** Makes everything anew in the folder; what an earlier run left there is deleted. */
    public static Stage open(Path folder, Programs programs) {
        return open(folder, programs, List.of());
    }

    /** As above, with more options of the database server. */
    public static Stage open(Path folder, Programs programs, List<String> databaseOptions) {
        try {
            Files.createDirectories(folder);
            EmbeddedDatabase.delete(folder.resolve("database"));
            Path keyset = folder.resolve("master.keyset");
            Files.deleteIfExists(keyset);
            MasterKeysetFile.create(keyset);
            EmbeddedDatabase database = EmbeddedDatabase.start(
                    folder.resolve("database"),
                    Path.of(System.getProperty("user.home"), ".cache", "linkhub", "mariadb"),
                    databaseOptions);
            try {
                Migrations.migrate(database.address());
                JavaProcess simulator = JavaProcess.start(
                        "the simulator",
                        List.of(
                                "-Xmx3g",
                                "-jar",
                                programs.simulator().toString(),
                                "--until-end-of-input",
                                "--port",
                                "0"),
                        Map.of(),
                        folder.resolve("simulator.log"));
                Stage stage = new Stage(folder, programs, database, simulator, keyset);
                stage.ring.changeSettings(Map.of("rate_limit", "0"));
                return stage;
            } catch (RuntimeException e) {
                database.close();
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot use " + folder, e);
        }
    }

    public DatabaseAddress database() {
        return database.address();
    }

    /** The server's own process. */
    public Measured databaseProcess() {
        try {
            long pid =
                    Long.parseLong(Files.readString(folder.resolve("database").resolve("server.pid"))
                            .strip());
            return new Measured(ProcessHandle.of(pid).orElseThrow(() -> new BenchFailed("The database has ended")));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public Measured simulatorProcess() {
        simulator.requireAlive();
        return simulator.measured();
    }

    /** Steers the simulated Ring. */
    public RingSimulatorClient ring() {
        return ring;
    }

    /** Has each call for tokens answered so much later. */
    public void setLatency(Duration latency) {
        ring.clearFaults();
        if (!latency.isZero()) {
            ring.fault(NewFault.late("token", latency).always());
        }
    }

    /** Where this stage keeps its files. */
    public Path folder() {
        return folder;
    }

    /** Settings of a hub process on this stage, as properties. */
    public Map<String, String> hubProperties() {
        return Map.of(
                "hub.data-dir", folder.resolve("preparing").toString(),
                "hub.db.url", database().url(),
                "hub.db.user", database().user(),
                "hub.db.password", database().password(),
                "hub.master-keyset", keyset.toString(),
                "hub.ring.oauth-url", ringUrl.toString(),
                "hub.ring.api-url", ringUrl.toString(),
                "hub.public-url", "http://localhost:8080");
    }

    /** The same as environment variables. */
    public Map<String, String> hubEnvironment() {
        Map<String, String> environment = new HashMap<>();
        hubProperties()
                .forEach((name, value) -> environment.put(
                        name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_'), value));
        return environment;
    }

    /**
     * Starts a hub's worker, as {@code ./hub worker} does.
     *
     * @param heapMib its largest heap
     * @param settings besides those that every hub process on this stage has
     */
    public JavaProcess worker(String name, int heapMib, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(hubEnvironment());
        environment.put("HUB_DATA_DIR", folder.resolve(name).toString());
        environment.put("HUB_MANAGEMENT_PORT", Integer.toString(freePort()));
        environment.putAll(settings);
        List<String> arguments = new ArrayList<>(List.of("-Xmx" + heapMib + "m", "-XX:+ExitOnOutOfMemoryError"));
        arguments.addAll(programs.extraOptions());
        arguments.addAll(List.of("-jar", programs.worker().toString()));
        return JavaProcess.start(name, arguments, environment, folder.resolve(name + ".log"));
    }

    /**
     * Starts somebody who is not the hub.
     *
     * @param program as {@link dev.linkhub.bench.contestant.Main} knows it
     * @param heapMib its largest heap
     */
    public JavaProcess contestant(String name, String program, int heapMib, Map<String, String> settings) {
        Map<String, String> environment = new HashMap<>(hubEnvironment());
        environment.putAll(settings);
        List<String> arguments = new ArrayList<>(List.of(
                "-Xmx" + heapMib + "m",
                "-XX:+ExitOnOutOfMemoryError",
                "--enable-native-access=ALL-UNNAMED",
                "--sun-misc-unsafe-memory-access=allow",
                "-Dlogback.configurationFile=" + LOGGING,
                "-cp",
                JavaProcess.classPath(programs.classPath())));
        arguments.addAll(programs.extraOptions());
        arguments.addAll(List.of("dev.linkhub.bench.contestant.Main", program));
        return JavaProcess.start(name, arguments, environment, folder.resolve(name + ".log"));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        ring.close();
        simulator.close();
        database.close();
    }

    private static URI awaitAddress(JavaProcess simulator) {
        long end = System.nanoTime() + SIMULATOR_STARTS_WITHIN.toNanos();
        while (System.nanoTime() - end < 0) {
            simulator.requireAlive();
            Matcher told = ADDRESS.matcher(simulator.output());
            if (told.find()) {
                return URI.create(told.group(1));
            }
            pause(Duration.ofMillis(50));
        }
        throw new BenchFailed("The simulator did not start within " + SIMULATOR_STARTS_WITHIN);
    }

    /** Sleeps. A benchmark measures real time, so it may. */
    public static void pause(Duration time) {
        try {
            TimeUnit.NANOSECONDS.sleep(time.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new BenchFailed("Interrupted", e);
        }
    }
}
