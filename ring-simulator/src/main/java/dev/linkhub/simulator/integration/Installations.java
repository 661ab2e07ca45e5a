package dev.linkhub.simulator.integration;

import dev.linkhub.simulator.app.SigningKey;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.secret.RandomText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All installations, removed ones included, in the order of their creation. */
public final class Installations {

    private final Map<String, Installation> byId = new LinkedHashMap<>();
    private final Map<String, List<Installation>> byAccount = new LinkedHashMap<>();

    /**
     * A new installation, pending.
     *
     * @throws Unprocessable if the account has this app in this environment already
     */
    public synchronized Installation install(Placement placement, Instant now) {
        present(placement).ifPresent(other -> {
            throw new Unprocessable(
                    "app", "is already installed there as " + other.id() + "; remove it before installing it again");
        });
        Installation installation = new Installation("ins_" + RandomText.base62(12), placement, now);
        keep(installation);
        return installation;
    }

    /**
     * The installation of that id.
     *
     * @throws Unprocessable if there is none
     */
    public synchronized Installation get(String id) {
        Installation installation = byId.get(id);
        if (installation == null) {
            throw new Unprocessable("installation", "there is no installation '" + id + "'");
        }
        return installation;
    }

    public synchronized Optional<Installation> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    /**
     * A new nonce. A nonce names the account and the app's key, neither the installation nor its environment: those of
     * one millisecond would be the same, so each gets a time of its own.
     */
    public synchronized Redirect redirect(Installation installation, SigningKey key, Instant now) {
        List<Installation> underTheKey = ofAccount(installation.placement().account()).stream()
                .filter(other ->
                        other.placement().app().equals(installation.placement().app()))
                .toList();
        long time = now.toEpochMilli();
        while (isTaken(time, underTheKey)) {
            time++;
        }
        return installation.redirect(key, time);
    }

    public synchronized List<Installation> all() {
        return new ArrayList<>(byId.values());
    }

    public synchronized List<Installation> ofAccount(String account) {
        return List.copyOf(byAccount.getOrDefault(account, List.of()));
    }

    public List<InstallationSnapshot> snapshot() {
        return all().stream().map(Installation::snapshot).toList();
    }

    public synchronized void restore(List<InstallationSnapshot> snapshot) {
        forget();
        snapshot.forEach(kept -> keep(new Installation(kept)));
    }

    public synchronized void forget() {
        byId.clear();
        byAccount.clear();
    }

    /** As if it had never been. */
    public synchronized void forget(Installation installation) {
        byId.remove(installation.id());
        byAccount
                .getOrDefault(installation.placement().account(), new ArrayList<>())
                .remove(installation);
    }

    private void keep(Installation installation) {
        byId.put(installation.id(), installation);
        byAccount
                .computeIfAbsent(installation.placement().account(), id -> new ArrayList<>())
                .add(installation);
    }

    private static boolean isTaken(long time, List<Installation> installations) {
        return installations.stream().anyMatch(installation -> installation.hasRedirectOf(time));
    }

    private Optional<Installation> present(Placement placement) {
        return byAccount.getOrDefault(placement.account(), List.of()).stream()
                .filter(other -> other.placement().sameAs(placement))
                .filter(other -> other.status() != InstallationStatus.REMOVED)
                .findFirst();
    }
}
