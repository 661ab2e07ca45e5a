package dev.linkhub.chaos.machine;

import dev.linkhub.simulator.client.ControlCallFailed;
import dev.linkhub.simulator.client.RingSimulatorClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Ring, as a process of its own, reached by the hub through a line and by everybody else directly. */
public final class SimulatorServer implements AutoCloseable {

    private static final Duration STARTS_WITHIN = Duration.ofSeconds(60);

    private final ChildProcess process;
    private final URI url;
    private final RingSimulatorClient client;
    private final Line line;

    private SimulatorServer(ChildProcess process, int port) {
        this.process = process;
        this.url = URI.create("http://127.0.0.1:" + port);
        this.client = new RingSimulatorClient(url);
        this.line = Line.to(port);
    }

    /** In strict rotation, without a limit of calls, and deaf to nothing. */
    public static SimulatorServer start(Jars jars, Path folder) {
        int port = Ports.free();
        List<String> command = new ArrayList<>(Jars.java("192m"));
        command.addAll(List.of("-jar", jars.simulator().toString(), "--port", Integer.toString(port)));
        SimulatorServer started = new SimulatorServer(ChildProcess.start(command, Map.of(), folder), port);
        if (!Pause.until(STARTS_WITHIN, started::answers)) {
            throw new IllegalStateException("The simulator did not start: " + folder);
        }
        started.client.changeSettings(Map.of("rotation", "strict", "rate_limit", "0", "endpoint_disabling", "never"));
        return started;
    }

    /** Past the line. */
    public URI url() {
        return url;
    }

    /** As the hub reaches it. */
    public URI throughTheLine() {
        return URI.create("http://127.0.0.1:" + line.port());
    }

    /** The line itself. */
    public Line line() {
        return line;
    }

    /** Its control API, past the line. */
    public RingSimulatorClient client() {
        return client;
    }

    @Override
    public void close() throws IOException {
        line.close();
        client.close();
        process.kill();
    }

    private boolean answers() {
        if (!process.isAlive()) {
            throw new IllegalStateException("The simulator did not start: " + process.lastWords());
        }
        try {
            return !client.settings().isEmpty();
        } catch (ControlCallFailed | UncheckedIOException notYet) {
            return false;
        }
    }
}
