package dev.linkhub.simulator.server;

import dev.linkhub.simulator.control.ControlApi;
import dev.linkhub.simulator.control.Problems;
import dev.linkhub.simulator.gateway.RingGateway;
import dev.linkhub.simulator.guard.LoopbackGuard;
import dev.linkhub.simulator.page.Pages;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.state.NotKept;
import dev.linkhub.simulator.world.World;
import io.javalin.Javalin;
import io.javalin.compression.CompressionStrategy;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.javalin.util.JavalinBindException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** Jetty with virtual threads behind Javalin. */
public final class WebServer implements AutoCloseable {

    /** Longer than any answer that is held back on purpose. */
    private static final Duration IDLE_TIMEOUT = Duration.ofMinutes(10);

    /**
     * Connections that may wait to be accepted, as far as the system allows. With the JDK's 50, those of a crowd of
     * callers are dropped: some come through seconds later, others are reset.
     */
    private static final int BACKLOG = 4_096;

    private final CountDownLatch closing = new CountDownLatch(1);
    private final Pages pages;
    private final Javalin javalin;

    private WebServer(World world, String bind, int port, LoopbackGuard guard) {
        RingGateway gateway = new RingGateway(
                world.endpoints(), world.faults(), world.trace(), world.clock(), world.keeper(), closing);
        pages = new Pages(world, guard);
        javalin = Javalin.create(config -> {
            quietly(config);
            config.jetty.addConnector((server, http) -> {
                http.setSendServerVersion(false);
                http.setSendDateHeader(true);
                return connector(server, http, bind, port);
            });
            new ControlApi(world, guard).register(config.routes);
            pages.register(config.routes);
            Problems.register(config.routes);
            config.routes.exception(Unprocessable.class, (problem, context) -> {
                if (pages.own(context)) {
                    pages.problem(context, problem);
                } else {
                    Problems.answer(context, problem);
                }
            });
            config.routes.after(context -> keep(world, context));
            Handler ring = context -> gateway.handle(context.req(), context.res());
            config.routes
                    .get("*", ring)
                    .post("*", ring)
                    .put("*", ring)
                    .patch("*", ring)
                    .delete("*", ring);
        });
    }

    /**
     * Starts listening; {@code port} 0 takes any that is free. {@code guard} watches the control API and the pages.
     *
     * @throws IllegalStateException if it cannot listen there, saying why
     */
    public static WebServer start(World world, String bind, int port, LoopbackGuard guard) {
        WebServer server = new WebServer(world, bind, port, guard);
        try {
            server.javalin.start();
        } catch (JavalinBindException e) {
            throw new IllegalStateException("cannot listen on " + bind + ", port " + port + ": " + reason(e), e);
        }
        return server;
    }

    public int port() {
        return javalin.port();
    }

    @Override
    public void close() {
        closing.countDown();
        pages.close();
        javalin.stop();
    }

    static ServerConnector connector(Server server, HttpConfiguration http, String bind, int port) {
        ServerConnector connector = new ServerConnector(server, new HttpConnectionFactory(http));
        connector.setHost(bind);
        connector.setPort(port);
        connector.setIdleTimeout(IDLE_TIMEOUT.toMillis());
        connector.setAcceptQueueSize(BACKLOG);
        return connector;
    }

    /** Before a caller of the control API or the page hears of what was done. */
    private static void keep(World world, Context context) {
        if (context.res().isCommitted()) {
            return; // Ring's gateway keeps for itself, and has answered.
        }
        try {
            world.keeper().keep();
        } catch (NotKept e) {
            context.res().setHeader("Location", null);
            Problems.answer(context, e);
        }
    }

    /** The system's own words; Javalin takes every failure to listen for a port in use. */
    private static String reason(Throwable failure) {
        Throwable root = failure;
        while (root.getCause() != null) {
            root = root.getCause();
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    private static void quietly(JavalinConfig config) {
        config.startup.showJavalinBanner = false;
        config.startup.showOldJavalinVersionWarning = false;
        config.startup.startupWatcherEnabled = false;
        config.concurrency.useVirtualThreads = true;
        config.http.compressionStrategy = CompressionStrategy.NONE;
        config.jetty.modifyServer(server -> server.setStopTimeout(0));
    }
}
