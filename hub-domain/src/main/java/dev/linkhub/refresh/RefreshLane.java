package dev.linkhub.refresh;

import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.ring.RingTraffic;
import dev.linkhub.tenant.TenantScope;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Drains a tenant's due grants for a slice of time, then says when to come again. */
@Singleton
public class RefreshLane {

    private static final Logger LOG = LoggerFactory.getLogger(RefreshLane.class);
    private static final Duration SLICE = Duration.ofSeconds(2);
    private static final int MOST_IN_A_SLICE = 500;
    private static final int MOST_IN_FLIGHT = 256;
    private static final int APPS_PER_PAGE = 200;

    private final PartnerApps apps;
    private final AppPauses pauses;
    private final RingTraffic traffic;
    private final RefreshLeases leases;
    private final LeasedRefresh refresh;
    private final NextLook nextLook;
    private final Semaphore inFlight = new Semaphore(MOST_IN_FLIGHT);
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("refresh-", 0).factory());

    RefreshLane(
            PartnerApps apps,
            AppPauses pauses,
            RingTraffic traffic,
            RefreshLeases leases,
            LeasedRefresh refresh,
            NextLook nextLook) {
        this.apps = apps;
        this.pauses = pauses;
        this.traffic = traffic;
        this.leases = leases;
        this.refresh = refresh;
        this.nextLook = nextLook;
    }

    /**
     * Refreshes what is due.
     *
     * @return when to look again
     */
    public Instant drain(TenantScope tenant) {
        long end = System.nanoTime() + SLICE.toNanos();
        int left = MOST_IN_A_SLICE;
        Instant next = nextLook.atTheLatest();
        String after = "";
        for (List<PartnerApp> page = apps.pageWithSandboxes(tenant, after, APPS_PER_PAGE);
                !page.isEmpty();
                page = apps.pageWithSandboxes(tenant, after, APPS_PER_PAGE)) {
            for (PartnerApp listed : page) {
                int done = -1;
                while (left > 0 && done != 0 && System.nanoTime() - end < 0) {
                    // Read anew for each batch: the one before may have found that Ring rejects the app's credentials.
                    done = batch(apps.byId(tenant, listed.appId()), left);
                    left -= done;
                }
                Instant ofApp = nextLook.at(apps.byId(tenant, listed.appId()));
                next = ofApp.isBefore(next) ? ofApp : next;
            }
            after = page.getLast().appId();
        }
        return next;
    }

    @PreDestroy
    void close() {
        threads.close();
    }

    /** Permits first, then exactly as many claims: a claim that cannot be sent would only put its grant in doubt. */
    private int batch(PartnerApp app, int most) {
        boolean probing = app.isPaused();
        int wanted = probing ? 1 : Math.min(most, inFlight.availablePermits());
        if (wanted == 0 || !nextLook.isAnyDue(app)) {
            return 0;
        }
        int permits = traffic.takeForBackground(app, wanted);
        if (permits == 0 || !inFlight.tryAcquire(permits)) {
            traffic.giveBack(app, permits);
            return 0;
        }
        int claimed = 0;
        try {
            // After the permit: a probe that is taken and not made is missed until the next, up to 6 h later.
            if (probing && !pauses.mayProbe(app)) {
                return 0;
            }
            List<LeasedGrant> grants = traffic.isProbing(app) ? leases.claimProbe(app) : leases.claimDue(app, permits);
            claimed = grants.size();
            runAll(app, grants);
            return probing ? 0 : claimed;
        } finally {
            inFlight.release(permits);
            traffic.giveBack(app, permits - claimed);
        }
    }

    private void runAll(PartnerApp app, List<LeasedGrant> grants) {
        List<Future<?>> running = new ArrayList<>(grants.size());
        for (LeasedGrant grant : grants) {
            running.add(threads.submit(() -> refresh.run(app, grant)));
        }
        for (Future<?> one : running) {
            try {
                one.get();
            } catch (ExecutionException e) {
                LOG.error("A refresh of app {} ended without an outcome; its lease will run out", app.appId(), e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
