package dev.linkhub.simulator.app;

import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.secret.RandomText;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;

/** All apps, in the order of their creation. */
public final class RingApps {

    private final SequencedMap<String, RingApp> byId = new LinkedHashMap<>();
    private final Map<String, String> idByClient = new LinkedHashMap<>();

    /** {@code id}: null for one that is made up. */
    public synchronized RingApp create(
            @Nullable String id, String name, Credentials credentials, Map<RingEnvironment, PartnerUrls> environments) {
        if (id != null && byId.containsKey(id)) {
            throw new Unprocessable("id", "there is an app '" + id + "' already");
        }
        String taken = idByClient.get(credentials.clientId());
        if (taken != null) {
            throw new Unprocessable("client_id", "already belongs to the app " + taken);
        }
        RingApp app = new RingApp(id == null ? "app_" + RandomText.base62(12) : id, name, credentials, environments);
        byId.put(app.id(), app);
        idByClient.put(credentials.clientId(), app.id());
        return app;
    }

    public synchronized RingApp setUrls(String id, RingEnvironment environment, PartnerUrls urls) {
        RingApp changed = get(id).with(environment, urls);
        byId.put(id, changed);
        return changed;
    }

    /**
     * The app of that id.
     *
     * @throws Unprocessable naming the apps there are
     */
    public synchronized RingApp get(String id) {
        RingApp app = byId.get(id);
        if (app == null) {
            throw new Unprocessable(
                    "app", "there is no app '" + id + "'; choices: " + String.join(", ", byId.keySet()));
        }
        return app;
    }

    public synchronized Optional<RingApp> withClientId(String clientId) {
        return Optional.ofNullable(idByClient.get(clientId)).map(byId::get);
    }

    /** The latest ones, newest first. */
    public synchronized List<RingApp> latest(int count) {
        return byId.sequencedValues().reversed().stream().limit(count).toList();
    }

    public synchronized int count() {
        return byId.size();
    }

    public synchronized Optional<RingApp> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public synchronized List<RingApp> all() {
        return new ArrayList<>(byId.values());
    }

    public synchronized void restore(List<RingApp> snapshot) {
        forget();
        snapshot.forEach(app -> {
            byId.put(app.id(), app);
            idByClient.put(app.credentials().clientId(), app.id());
        });
    }

    /** As if it had never been. */
    public synchronized void forget(RingApp app) {
        byId.remove(app.id());
        idByClient.remove(app.credentials().clientId());
    }

    public synchronized void forget() {
        byId.clear();
        idByClient.clear();
    }
}
