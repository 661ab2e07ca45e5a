package dev.linkhub.chaos.machine;

import dev.linkhub.chaos.history.Rules;
import dev.linkhub.chaos.inside.Breakage;
import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.vault.MasterKeysetFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** The hub as several processes on one database, one Ring and one set of keys, each of which can come and go. */
public final class HubProcesses implements AutoCloseable {

    static final String JOURNAL = "refresh.journal";

    private static final String FIRST = "api";
    private static final Duration BETWEEN_STARTS = Duration.ofSeconds(1);
    private static final int MOST_STARTS = 60;
    private static final String WHOLE = "dev.linkhub.standalone.Main";
    private static final String WORKER = "dev.linkhub.worker.Main";

    private final Jars jars;
    private final Path folder;
    private final Map<String, String> common;
    private final Breakage breakage;
    private final int publicPort;
    private final ConcurrentMap<String, HubProcess> running = new ConcurrentHashMap<>();
    private final List<HubProcess> ever = new CopyOnWriteArrayList<>();

    private HubProcesses(Jars jars, Path folder, Map<String, String> common, Breakage breakage, int publicPort) {
        this.jars = jars;
        this.folder = folder;
        this.common = Map.copyOf(common);
        this.breakage = breakage;
        this.publicPort = publicPort;
    }

    /** None is started yet. */
    public static HubProcesses on(
            DatabaseServer database, SimulatorServer ring, Rules rules, Jars jars, Path folder, Breakage breakage) {
        int port = Ports.free();
        Map<String, String> common = new HashMap<>();
        DatabaseAddress address = database.throughTheLine();
        common.put("HUB_DB_URL", address.url());
        common.put("HUB_DB_USER", address.user());
        common.put("HUB_DB_PASSWORD", address.password());
        common.put("HUB_MASTER_KEYSET", keyset(folder).toString());
        common.put("HUB_OPERATOR_KEY", "hub_operator_" + UUID.randomUUID() + UUID.randomUUID());
        common.put("HUB_PUBLIC_URL", "http://localhost:" + port);
        common.put("HUB_BIND", "127.0.0.1");
        common.put("HUB_RING_OAUTH_URL", ring.throughTheLine().toString());
        common.put("HUB_RING_API_URL", ring.throughTheLine().toString());
        common.put("HUB_RING_RATE_PER_APP", "100");
        common.put("HUB_TRUSTED_PROXIES", "127.0.0.1");
        common.put("HUB_API_RATE_PER_KEY", "1000");
        common.put("HUB_API_BURST_PER_KEY", "3000");
        common.put("HUB_REFRESH_INTERVAL", rules.interval().toString());
        common.put("HUB_REFRESH_LEASE", rules.lease().toString());
        common.put("HUB_REFRESH_DEADLINE", rules.deadline().toString());
        common.put("HUB_REFRESH_QUARANTINE", rules.quarantine().toString());
        return new HubProcesses(jars, folder, common, breakage, port);
    }

    /** The first one's, which Ring and everybody else calls. */
    public URI url() {
        return URI.create("http://localhost:" + publicPort);
    }

    public String operatorKey() {
        return Objects.requireNonNull(common.get("HUB_OPERATOR_KEY"));
    }

    /** The whole hub in one: it answers at {@link #url()}, and refreshes like the others, which are workers alone. */
    public HubProcess startFirst(Map<String, String> more) {
        return start(FIRST, Duration.ZERO, more);
    }

    /** Starts one, or starts it again, and waits for nothing. */
    public HubProcess start(String name, Duration clockOff, Map<String, String> more) {
        long number =
                ever.stream().filter(one -> one.name().startsWith(name + "#")).count() + 1;
        Path own = folder.resolve(name + "-" + number);
        int management = Ports.free();
        Map<String, String> environment = new HashMap<>(common);
        environment.put("HUB_PORT", Integer.toString(name.equals(FIRST) ? publicPort : Ports.free()));
        environment.put("HUB_MANAGEMENT_PORT", Integer.toString(management));
        // The same over all starts: an answer that waits on disk waits there.
        environment.put("HUB_DATA_DIR", folder.resolve(name + "-data").toString());
        environment.put("HUB_REFRESH_JOURNAL", own.resolve(JOURNAL).toString());
        environment.putAll(more);
        List<String> command = new ArrayList<>(Jars.java("320m"));
        command.add("-Dchaos.orders=" + own);
        command.add("-Dchaos.clock-off=" + clockOff);
        command.add("-Dchaos.breakage=" + breakage);
        Path jar = name.equals(FIRST) ? jars.hub() : jars.worker();
        command.addAll(List.of("-cp", jar + ":" + jars.inside(), name.equals(FIRST) ? WHOLE : WORKER));
        HubProcess started = new HubProcess(
                name + "#" + number,
                ChildProcess.start(command, environment, own),
                own,
                URI.create("http://127.0.0.1:" + management + "/health/readiness"));
        running.put(name, started);
        ever.add(started);
        return started;
    }

    /** As usual. */
    public HubProcess start(String name) {
        return start(name, Duration.ZERO, Map.of());
    }

    /** Starts one, again and again if it ends while the database is away, as a service manager does; returns when it answers. */
    public HubProcess bringUp(String name, Duration clockOff) {
        for (int starts = 1; ; starts++) {
            HubProcess started = start(name, clockOff, Map.of());
            if (started.becomesReady()) {
                return started;
            }
            if (starts == MOST_STARTS) {
                return started.awaitReady();
            }
            Pause.of(BETWEEN_STARTS);
        }
    }

    /** The present start of a process. */
    public HubProcess now(String name) {
        return Objects.requireNonNull(running.get(name), name);
    }

    /** All starts of all processes. */
    public List<HubProcess> ever() {
        return List.copyOf(ever);
    }

    /** Ends all that run, gently. */
    public void stopAll() {
        List<Thread> stopping = ever.stream()
                .filter(HubProcess::isAlive)
                .map(one -> Thread.ofVirtual().start(one::stop))
                .toList();
        for (Thread one : stopping) {
            try {
                one.join();
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    /** Whatever still runs. */
    @Override
    public void close() {
        ever.stream().filter(HubProcess::isAlive).forEach(HubProcess::kill);
    }

    private static Path keyset(Path folder) {
        try {
            Files.createDirectories(folder);
            Path file = folder.resolve("master.keyset");
            MasterKeysetFile.create(file);
            return file;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
