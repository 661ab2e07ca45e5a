package dev.linkhub.refresh;

import dev.linkhub.grant.RingGrant;
import dev.linkhub.refresh.WaiterRows.Attempt;
import jakarta.annotation.PreDestroy;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Waits for refreshes that other processes make. However many grants of a tenant are waited for, one query looks after them
 * all.
 */
@Singleton
class OthersAttempts {

    private static final Logger LOG = LoggerFactory.getLogger(OthersAttempts.class);
    private static final long FIRST_POLL_MILLIS = 50;
    private static final long SLOWEST_POLL_MILLIS = 250;
    private static final int MOST_IN_A_QUERY = 500;

    private final WaiterRows rows;
    private final RefreshFigures figures;
    private final ConcurrentMap<String, ConcurrentMap<String, Waiter>> byTenant = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("others-attempts-", 0).factory());

    OthersAttempts(WaiterRows rows, RefreshFigures figures) {
        this.rows = rows;
        this.figures = figures;
    }

    /**
     * Returns when the attempt that is under way has ended, one way or the other, or has no lease any more; at once if there is
     * none.
     */
    void await(RingGrant grant, Duration patience) throws InterruptedException {
        Waiter mine = new Waiter(grant.generation());
        figures.waitingNow(1);
        try {
            Waiter shared = register(grant, mine);
            boolean _ = shared.over.await(patience.toNanos(), TimeUnit.NANOSECONDS);
        } finally {
            figures.waitingNow(-1);
            byTenant.computeIfPresent(grant.tenantId(), (tenant, waiters) -> {
                waiters.remove(grant.grantId(), mine);
                return waiters;
            });
        }
    }

    @PreDestroy
    void close() {
        threads.shutdownNow();
    }

    /** The first of a tenant's begins to look. */
    private Waiter register(RingGrant grant, Waiter mine) {
        boolean[] first = new boolean[1];
        Waiter[] shared = {mine};
        byTenant.compute(grant.tenantId(), (tenant, waiters) -> {
            first[0] = waiters == null;
            ConcurrentMap<String, Waiter> all = waiters == null ? new ConcurrentHashMap<>() : waiters;
            Waiter before = all.putIfAbsent(grant.grantId(), mine);
            shared[0] = before == null ? mine : before;
            return all;
        });
        if (first[0]) {
            threads.execute(() -> lookAfter(grant.tenantId()));
        }
        return shared[0];
    }

    private void lookAfter(String tenantId) {
        long pause = FIRST_POLL_MILLIS;
        try {
            while (true) {
                Map<String, Waiter> waiters = stillWaiting(tenantId);
                if (waiters.isEmpty()) {
                    return;
                }
                boolean isNew = waiters.values().stream().anyMatch(waiter -> waiter.claimId == null);
                pause = isNew ? FIRST_POLL_MILLIS : Math.min(SLOWEST_POLL_MILLIS, pause * 2);
                look(tenantId, waiters);
                TimeUnit.MILLISECONDS.sleep(pause);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (RuntimeException e) {
            LOG.warn("Those who wait for others' refreshes of tenant {} wait no longer: {}", tenantId, e.getMessage());
        }
        ConcurrentMap<String, Waiter> left = byTenant.remove(tenantId);
        if (left != null) {
            left.values().forEach(waiter -> waiter.over.countDown());
        }
    }

    /** Takes the tenant off the map if nobody waits: whoever comes then begins anew. */
    private Map<String, Waiter> stillWaiting(String tenantId) {
        ConcurrentMap<String, Waiter> left =
                byTenant.computeIfPresent(tenantId, (tenant, waiters) -> waiters.isEmpty() ? null : waiters);
        return left == null ? Map.of() : new HashMap<>(left);
    }

    private void look(String tenantId, Map<String, Waiter> waiters) {
        List<String> grantIds = waiters.keySet().stream().sorted().toList();
        for (int from = 0; from < grantIds.size(); from += MOST_IN_A_QUERY) {
            List<String> some = grantIds.subList(from, Math.min(grantIds.size(), from + MOST_IN_A_QUERY));
            Map<String, Attempt> underWay = new HashMap<>();
            rows.underWay(tenantId, some).forEach(attempt -> underWay.put(attempt.grantId(), attempt));
            for (String grantId : some) {
                Waiter waiter = waiters.get(grantId);
                if (waiter != null && !waiter.goesOn(underWay.get(grantId))) {
                    byTenant.getOrDefault(tenantId, new ConcurrentHashMap<>()).remove(grantId, waiter);
                    waiter.over.countDown();
                }
            }
        }
    }

    /** Its fields but the latch are the looking thread's. */
    private static final class Waiter {

        private final int generation;
        private final CountDownLatch over = new CountDownLatch(1);
        private @Nullable String claimId;

        Waiter(int generation) {
            this.generation = generation;
        }

        /** Whether the attempt that it waits for, the first that it saw, is still the one under way. */
        boolean goesOn(@Nullable Attempt now) {
            if (now == null || now.generation() != generation || now.claimId() == null) {
                return false;
            }
            if (claimId == null) {
                claimId = now.claimId();
            }
            return claimId.equals(now.claimId());
        }
    }
}
