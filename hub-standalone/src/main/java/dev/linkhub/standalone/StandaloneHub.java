package dev.linkhub.standalone;

import dev.linkhub.process.Lifetime;
import dev.linkhub.process.Listeners;
import dev.linkhub.process.Part;
import dev.linkhub.setting.Settings;
import io.micronaut.context.ApplicationContext;
import java.util.HashMap;
import java.util.Map;

/** Database, keys and the three modules, started in this order and stopped in the other. */
public final class StandaloneHub {

    private final Settings settings;
    private final Lifetime lifetime = new Lifetime();

    public StandaloneHub(Settings settings) {
        this.settings = settings;
    }

    /**
     * Starts everything and returns once requests are answered.
     *
     * @throws dev.linkhub.setting.InvalidSetting for a setting that cannot be used
     */
    public ApplicationContext start() {
        Listeners listeners = Listeners.of(settings, Part.STANDALONE);
        DataDir dataDir = lifetime.opened(DataDir.open(settings));
        Database database = lifetime.opened(Database.open(settings, dataDir));
        Keys keys = Keys.of(settings, dataDir, database);
        Map<String, Object> properties = new HashMap<>(settings.properties());
        properties.putAll(Part.STANDALONE.properties());
        properties.putAll(listeners.properties());
        properties.putAll(dataDir.properties());
        properties.putAll(database.properties());
        properties.putAll(keys.properties());
        LocalSandbox sandbox = lifetime.opened(LocalSandbox.open(settings, dataDir));
        properties.putAll(sandbox.properties());
        ApplicationContext hub = lifetime.start(properties);
        Welcome.print(listeners, keys, sandbox);
        return hub;
    }

    /** Returns when the hub has stopped. */
    public void awaitStop() throws InterruptedException {
        lifetime.awaitStop();
    }
}
