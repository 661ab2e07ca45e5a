package dev.linkhub.simulator;

import dev.linkhub.simulator.client.RingSimulatorClient;
import dev.linkhub.simulator.guard.ControlToken;
import dev.linkhub.simulator.guard.LoopbackGuard;
import dev.linkhub.simulator.server.WebServer;
import dev.linkhub.simulator.state.Keeper;
import dev.linkhub.simulator.world.World;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * Plays Ring's side of one-way account linking over HTTP: all of Ring's hosts on one base URL, a control API under
 * {@code /control} and a page that stands for the Ring app at {@code /}.
 */
public final class RingSimulator implements AutoCloseable {

    private final World world;
    private final WebServer server;
    private final URI url;
    private final @Nullable ControlToken token;

    private RingSimulator(World world, WebServer server, URI url, @Nullable ControlToken token) {
        this.world = world;
        this.server = server;
        this.url = url;
        this.token = token;
    }

    /** Starts on loopback; {@code port} 0 takes any that is free. */
    public static RingSimulator start(int port) {
        return start(SimulatorOptions.onPort(port));
    }

    /**
     * Starts as told and returns once it listens.
     *
     * @throws dev.linkhub.simulator.state.StateUnusable if it cannot have its world from, or in, the file named for it
     */
    public static RingSimulator start(SimulatorOptions options) {
        World world = open(options);
        try {
            LoopbackGuard guard = new LoopbackGuard(options.publicUrl(), options.controlToken());
            WebServer server = WebServer.start(world, options.bind(), options.port(), guard);
            world.resume();
            URI local = URI.create("http://" + inUrl(options.bind()) + ":" + server.port());
            URI url = options.publicUrl() == null ? local : options.publicUrl();
            return new RingSimulator(world, server, url, options.controlToken());
        } catch (RuntimeException e) {
            close(world);
            throw e;
        }
    }

    /** The base URL of Ring's OAuth and API hosts, of the control API and of the page; no slash at its end. */
    public URI url() {
        return url;
    }

    public int port() {
        return server.port();
    }

    World world() {
        return world;
    }

    /** A client of this simulator's control API, with its token. */
    public RingSimulatorClient client() {
        return token == null ? new RingSimulatorClient(url) : new RingSimulatorClient(url, token.reveal());
    }

    @Override
    public void close() {
        server.close();
        close(world);
    }

    private static World open(SimulatorOptions options) {
        Keeper keeper = options.state() == null ? Keeper.none() : Keeper.of(options.state());
        try {
            return World.open(options.clock(), keeper);
        } catch (RuntimeException e) {
            keeper.close();
            throw e;
        }
    }

    /** The last of the world is kept when nothing moves in it any more. */
    private static void close(World world) {
        world.close();
        world.keeper().close();
    }

    private static String inUrl(String bind) {
        return switch (bind) {
            case "0.0.0.0", "::" -> "127.0.0.1";
            default -> bind.contains(":") ? "[" + bind + "]" : bind;
        };
    }
}
