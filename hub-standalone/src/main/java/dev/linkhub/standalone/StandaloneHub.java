package dev.linkhub.standalone;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CountDownLatch;

/** Database, keys and the three modules, started in this order and stopped in the other. */
public final class StandaloneHub {

    private final Settings settings;
    private final Deque<AutoCloseable> opened = new ArrayDeque<>();
    private final CountDownLatch stopped = new CountDownLatch(1);

    public StandaloneHub(Settings settings) {
        this.settings = settings;
        Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "hub-stop"));
    }

    /**
     * Starts everything and returns once requests are answered.
     *
     * @throws dev.linkhub.setting.InvalidSetting for a setting that cannot be used
     */
    public ApplicationContext start() {
        Listeners listeners = Listeners.of(settings);
        DataDir dataDir = opened(DataDir.open(settings));
        Database database = opened(Database.open(settings, dataDir));
        Keys keys = Keys.of(settings, dataDir, database);
        Map<String, Object> properties = new HashMap<>(settings.properties());
        properties.putAll(listeners.properties());
        properties.putAll(database.properties());
        properties.putAll(keys.properties());
        LocalSandbox sandbox = opened(LocalSandbox.open(settings, dataDir));
        properties.putAll(sandbox.properties());
        ApplicationContext hub = opened(ApplicationContext.builder()
                .deduceEnvironment(false)
                .properties(properties)
                .banner(false)
                .build());
        hub.start();
        EmbeddedServer server = hub.getBean(EmbeddedServer.class).start();
        opened((AutoCloseable) server::stop);
        Welcome.print(listeners, keys, sandbox);
        return hub;
    }

    /** Returns when the hub has stopped. */
    public void awaitStop() throws InterruptedException {
        stopped.await();
    }

    private synchronized <T extends AutoCloseable> T opened(T thing) {
        opened.push(thing);
        return thing;
    }

    private synchronized void stop() {
        for (AutoCloseable thing : opened) {
            try {
                thing.close();
            } catch (Exception e) {
                System.err.println("While stopping: " + e);
            }
        }
        stopped.countDown();
    }
}
