package dev.linkhub.simulator;

import dev.linkhub.simulator.guard.ControlToken;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;

/**
 * How to start the simulator. {@code port} 0 takes any that is free; {@code publicUrl} is the address that callers
 * use if it differs from where it listens; {@code clock} is the time that its own clock starts from;
 * {@code controlToken} opens the control API and the pages to other machines, null keeps them to this one;
 * {@code state} is the file that keeps its world, which lives in memory if it is null.
 */
public record SimulatorOptions(
        String bind,
        int port,
        @Nullable URI publicUrl,
        Clock clock,
        @Nullable ControlToken controlToken,
        @Nullable Path state) {

    public static final String LOOPBACK = "127.0.0.1";

    public SimulatorOptions {
        if (bind.isBlank()) {
            throw new IllegalArgumentException("the address to listen on is blank");
        }
        if (port < 0 || port > 65_535) {
            throw new IllegalArgumentException("a port is 0 to 65535, not " + port);
        }
        if (publicUrl != null && (publicUrl.getHost() == null || !isWeb(publicUrl))) {
            throw new IllegalArgumentException("the public URL is not an http or https address: " + publicUrl);
        }
        publicUrl = publicUrl == null ? null : withoutSlash(publicUrl);
    }

    /** In memory, with the control API and the pages kept to this machine. */
    public SimulatorOptions(String bind, int port, @Nullable URI publicUrl, Clock clock) {
        this(bind, port, publicUrl, clock, null, null);
    }

    /** The same, with the control API and the pages for whoever presents this token, and for nobody else. */
    public SimulatorOptions withControlToken(ControlToken token) {
        return new SimulatorOptions(bind, port, publicUrl, clock, token, state);
    }

    /** The same, with a world that outlives the simulator in a file. */
    public SimulatorOptions withState(Path file) {
        return new SimulatorOptions(bind, port, publicUrl, clock, controlToken, file);
    }

    /** On loopback, by the system's clock. */
    public static SimulatorOptions onPort(int port) {
        return new SimulatorOptions(LOOPBACK, port, null, Clock.systemUTC());
    }

    private static URI withoutSlash(URI url) {
        return URI.create(url.toString().replaceFirst("/+$", ""));
    }

    private static boolean isWeb(URI url) {
        return "http".equals(url.getScheme()) || "https".equals(url.getScheme());
    }
}
