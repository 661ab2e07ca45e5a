package dev.linkhub.process;

import dev.linkhub.setting.HubStart;
import dev.linkhub.setting.Settings;
import java.util.HashMap;
import java.util.Map;

/**
 * Starts one part of the hub alone. What standalone makes for itself has to be given here: several processes share one database
 * and one keyset, so none of them may invent its own.
 */
public final class PartStart {

    private static final String MARK = "lock";

    private PartStart() {}

    /** Runs the part until {@code SIGTERM} or Ctrl-C; exits with one line where a setting is wrong. */
    public static void run(Part part) throws InterruptedException {
        Lifetime lifetime = new Lifetime();
        Settings settings = Settings.ofProcess();
        HubStart.orExit(() -> lifetime.start(properties(part, settings)));
        System.out.println("Link Hub's " + part.title() + " is up");
        System.out.flush();
        lifetime.awaitStop();
    }

    private static Map<String, Object> properties(Part part, Settings settings) {
        requireGiven(part, settings);
        Map<String, Object> properties = new HashMap<>(settings.properties());
        properties.putAll(part.properties());
        properties.putAll(Listeners.of(settings, part).properties());
        properties.putAll(DataFolder.properties(DataFolder.make(DataFolder.pathIn(settings), MARK)));
        NamedDatabase database = NamedDatabase.required(settings);
        SchemaCheck.require(database.address());
        properties.putAll(NamedDatabase.properties(database.address()));
        return properties;
    }

    private static void requireGiven(Part part, Settings settings) {
        settings.require(
                "hub.master-keyset", "name the keyset file that all processes share; ./hub keyset FILE makes one");
        if (part.isReached()) {
            settings.require("hub.operator-key", "set the key by which operators are known, the same for api and web");
            settings.require("hub.public-url", "set the address at which the proxy before api and web is reached");
        }
    }
}
