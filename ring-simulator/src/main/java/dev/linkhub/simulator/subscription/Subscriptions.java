package dev.linkhub.simulator.subscription;

import dev.linkhub.simulator.integration.Installation;
import dev.linkhub.simulator.integration.InstallationStatus;
import dev.linkhub.simulator.journey.Announcements;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.secret.RandomText;
import dev.linkhub.simulator.settings.Choice;
import dev.linkhub.simulator.webhook.EventDraft;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** All subscriptions, ended ones included, in the order of their making. The partner hears of each change. */
public final class Subscriptions {

    private static final int MOST = 1_000;

    private final Announcements announcements;
    private final InstantSource clock;
    private final Map<String, Held> byId = new LinkedHashMap<>();

    private record Held(Installation installation, Subscription subscription) {}

    /** A subscription and the id of the installation that has it. */
    public record Kept(String installation, Subscription subscription) {}

    public Subscriptions(Announcements announcements, InstantSource clock) {
        this.announcements = announcements;
        this.clock = clock;
    }

    /**
     * Gives an installation a subscription and sends {@code subscription_activated}.
     *
     * @throws Unprocessable if the app has been removed or there are as many subscriptions as there may be
     */
    public Subscription activate(Installation installation, Subscription.Terms terms, List<String> devices) {
        if (installation.status() == InstallationStatus.REMOVED) {
            throw new Unprocessable("installation", "has been removed; install the app again");
        }
        Subscription made = new Subscription(
                "ava1.ring.subscription." + RandomText.base62(20), terms, devices, clock.instant(), true);
        synchronized (this) {
            if (byId.size() >= MOST) {
                throw new Unprocessable("subscriptions", "there are " + MOST + ", the most there may be");
            }
            byId.put(made.id(), new Held(installation, made));
        }
        announce("subscription_activated", installation, made);
        return made;
    }

    /**
     * Ends a subscription and sends {@code subscription_deactivated}, unless the app has been removed.
     *
     * @throws Unprocessable if there is none of that id, or it has ended
     */
    public Subscription deactivate(String id) {
        Installation installation;
        Subscription ended;
        synchronized (this) {
            Held held = byId.get(id);
            if (held == null || !held.subscription().active()) {
                throw new Unprocessable("subscription", "there is no active subscription '" + id + "'");
            }
            installation = held.installation();
            ended = held.subscription().ended();
            byId.put(id, new Held(installation, ended));
        }
        if (installation.status() != InstallationStatus.REMOVED) {
            announce("subscription_deactivated", installation, ended);
        }
        return ended;
    }

    public synchronized List<Subscription> all() {
        return byId.values().stream().map(Held::subscription).toList();
    }

    /** Those of one installation, in the order of their making. */
    synchronized List<Subscription> of(Installation installation) {
        return byId.values().stream()
                .filter(held -> held.installation().id().equals(installation.id()))
                .map(Held::subscription)
                .toList();
    }

    public synchronized List<Kept> snapshot() {
        return byId.values().stream()
                .map(held -> new Kept(held.installation().id(), held.subscription()))
                .toList();
    }

    /** {@code installations}: those there are, by their ids. */
    public synchronized void restore(List<Kept> snapshot, Function<String, Optional<Installation>> installations) {
        byId.clear();
        snapshot.forEach(kept -> installations
                .apply(kept.installation())
                .ifPresent(installation ->
                        byId.put(kept.subscription().id(), new Held(installation, kept.subscription()))));
    }

    public synchronized void forget() {
        byId.clear();
    }

    private void announce(String type, Installation installation, Subscription subscription) {
        Subscription.Terms terms = subscription.terms();
        announcements.announce(
                installation,
                EventDraft.of(
                        type,
                        Choice.name(terms.type()),
                        new EventDraft.Subscribed(
                                subscription.id(), terms.planId(), terms.expiresAt(), subscription.devices())));
    }
}
