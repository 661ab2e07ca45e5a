package dev.linkhub.standalone.demo;

import dev.linkhub.id.Unguessable;
import dev.linkhub.partnerapp.PublicUrl;
import dev.linkhub.setting.HubStart;
import dev.linkhub.setting.Settings;
import dev.linkhub.standalone.SimulatorProcess;
import dev.linkhub.standalone.StandaloneHub;
import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;

/** Starts the played Ring and the hub, fills both through their real addresses, and says where to click. */
public final class Demo {

    private static final int WRONG = 2;
    private static final int PASSWORD_LENGTH = 12;

    private Demo() {}

    public static void main(String[] arguments) throws InterruptedException {
        try {
            DemoOptions options = DemoOptions.parse(arguments);
            Running running = HubStart.orExit(() -> start(options));
            fill(options, running);
            running.hub().awaitStop();
        } catch (DemoFailure e) {
            System.err.println("hub: " + e.getMessage());
            System.exit(WRONG);
        }
    }

    private static Running start(DemoOptions options) {
        Settings given = Settings.ofProcess();
        DemoDir dir = DemoDir.fresh(given);
        SimulatorProcess ring = simulator(options);
        StandaloneHub hub = new StandaloneHub(dir.settings(given, ring.url()));
        ApplicationContext started = hub.start();
        String root = started.getBean(PublicUrl.class).of("/");
        return new Running(hub, URI.create(root.substring(0, root.length() - 1)), ring.url(), dir);
    }

    private static SimulatorProcess simulator(DemoOptions options) {
        try {
            return SimulatorProcess.start(options.simulatorJar(), "--port", String.valueOf(options.simulatorPort()))
                    .orElseThrow(() -> new DemoFailure(
                            "demo: the Ring simulator did not start, as it says above; --simulator-port moves it"));
        } catch (IOException e) {
            throw new UncheckedIOException("The Ring simulator did not start", e);
        }
    }

    private static void fill(DemoOptions options, Running running) {
        String password = Unguessable.bits128().substring(0, PASSWORD_LENGTH);
        try (DemoWorld world = DemoWorld.at(running.url(), running.ring(), running.dir(), password)) {
            world.fill();
            if (options.headless()) {
                System.out.println("ready");
                System.out.flush();
            } else {
                Directions.print(running, world, password);
            }
        }
    }

    /**
     * What has been started.
     *
     * @param url the hub's, without a slash at its end
     */
    record Running(StandaloneHub hub, URI url, URI ring, DemoDir dir) {}
}
