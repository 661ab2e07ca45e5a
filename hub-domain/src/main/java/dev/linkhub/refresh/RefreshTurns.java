package dev.linkhub.refresh;

import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.ring.RingTraffic;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Claims for one app and sends off what it claimed, each on a thread of its own. */
@Singleton
class RefreshTurns {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshTurns.class);

    private final PartnerApps apps;
    private final AppPauses pauses;
    private final RingTraffic traffic;
    private final RefreshLeases leases;
    private final LeasedRefresh refresh;
    /** The claim that tries whether Ring is back, by app. */
    private final ConcurrentMap<String, String> trying = new ConcurrentHashMap<>();

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("refresh-", 0).factory());

    RefreshTurns(PartnerApps apps, AppPauses pauses, RingTraffic traffic, RefreshLeases leases, LeasedRefresh refresh) {
        this.apps = apps;
        this.pauses = pauses;
        this.traffic = traffic;
        this.leases = leases;
        this.refresh = refresh;
    }

    /**
     * Slots and permits first, then exactly as many claims: a claim that cannot be sent would only put its grant in doubt.
     *
     * @return whether the app may have more that is due and may be sent before long
     */
    boolean take(RefreshTurn turn, Slice slice) {
        if (trying.containsKey(turn.appId())) {
            return true;
        }
        // Before anything is asked of the database: where there are no slots, it would be asked in vain.
        int slots = turn.line().take(slice.left());
        if (slots == 0) {
            return true;
        }
        int used = 0;
        try {
            // Read anew for each batch: the one before may have found that Ring rejects the app's credentials.
            Optional<PartnerApp> app = apps.findById(turn.tenant(), turn.appId());
            if (app.isEmpty()) {
                return false;
            }
            int permits = traffic.takeForBackground(app.get(), app.get().isPaused() ? 1 : slots);
            if (permits == 0) {
                return false;
            }
            used = claim(turn, app.get(), permits, slice);
            return used == permits && !app.get().isPaused();
        } finally {
            turn.line().giveBack(slots - used);
        }
    }

    @PreDestroy
    void close() {
        threads.close();
    }

    private int claim(RefreshTurn turn, PartnerApp app, int permits, Slice slice) {
        int claimed = 0;
        try {
            // After the permit: a probe that is taken and not made is missed until the next, up to 6 h later.
            if (app.isPaused() && !pauses.mayProbe(app)) {
                return 0;
            }
            List<LeasedGrant> grants = traffic.isProbing(app) ? claimToTry(app) : leases.claimDue(app, permits);
            claimed = grants.size();
            slice.began(claimed);
            grants.forEach(grant -> threads.execute(() -> call(turn, app, grant, slice)));
            return claimed;
        } finally {
            traffic.giveBack(app, permits - claimed);
        }
    }

    /** One grant, and nothing more of the app until it is known what came of it. */
    private List<LeasedGrant> claimToTry(PartnerApp app) {
        List<LeasedGrant> claimed = leases.claimProbe(app);
        claimed.forEach(grant -> trying.put(app.appId(), grant.claimId()));
        return claimed;
    }

    private void call(RefreshTurn turn, PartnerApp app, LeasedGrant grant, Slice slice) {
        try {
            refresh.store(app, send(turn, app, grant, slice));
        } catch (RuntimeException e) {
            LOG.error("A refresh of app {} ended without an outcome; its lease will run out", app.appId(), e);
        } finally {
            trying.remove(app.appId(), grant.claimId());
            turn.line().stored();
            slice.ended();
        }
    }

    /** The slot is free for the next as soon as Ring has answered. */
    private AttemptEnd send(RefreshTurn turn, PartnerApp app, LeasedGrant grant, Slice slice) {
        turn.line().send();
        try {
            return refresh.send(app, grant);
        } finally {
            turn.line().landed();
            slice.landed();
        }
    }
}
