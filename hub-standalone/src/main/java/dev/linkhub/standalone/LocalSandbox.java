package dev.linkhub.standalone;

import dev.linkhub.setting.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * {@code HUB_SANDBOX_URL}: the simulator that is named there; else one that is started along, if the launcher knows where its jar
 * is; none if it says {@code off}. A hub without a sandbox is a hub all the same.
 */
final class LocalSandbox implements AutoCloseable {

    private static final String URL = "hub.sandbox.url";
    private static final String JAR = "hub.sandbox.jar";

    private final Map<String, Object> properties;
    private final Optional<SimulatorProcess> simulator;

    private LocalSandbox(Map<String, Object> properties, Optional<SimulatorProcess> simulator) {
        this.properties = properties;
        this.simulator = simulator;
    }

    static LocalSandbox open(Settings settings, DataDir dataDir) {
        Optional<String> named = settings.get(URL);
        if (named.isPresent()) {
            return new LocalSandbox(Map.of(URL, named.get()), Optional.empty());
        }
        Optional<SimulatorProcess> simulator =
                settings.get(JAR).flatMap(jar -> start(Path.of(jar), dataDir.resolve("sandbox.state")));
        return new LocalSandbox(
                simulator
                        .<Map<String, Object>>map(
                                running -> Map.of(URL, running.url().toString()))
                        .orElseGet(Map::of),
                simulator);
    }

    /** As the rest of the hub takes it. */
    Map<String, Object> properties() {
        return properties;
    }

    /** Where the simulator that was started along shows what it does. */
    Optional<String> page() {
        return simulator.map(running -> running.url().toString());
    }

    @Override
    public void close() {
        simulator.ifPresent(SimulatorProcess::close);
    }

    private static Optional<SimulatorProcess> start(Path jar, Path state) {
        Optional<SimulatorProcess> simulator;
        try {
            simulator = SimulatorProcess.start(jar, "--port", "0", "--state", state.toString());
        } catch (IOException e) {
            System.err.println("hub: " + e.getMessage());
            simulator = Optional.empty();
        }
        if (simulator.isEmpty()) {
            System.err.println("hub: the sandbox did not start; the hub starts without one");
        }
        return simulator;
    }
}
