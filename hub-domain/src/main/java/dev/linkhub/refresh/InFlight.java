package dev.linkhub.refresh;

import dev.linkhub.tenant.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/**
 * This process's slots for refreshes on the wire, shared fairly: while other tenants wait for slots a tenant gets no more as
 * soon as it has half of them, and an app no more than half of what its tenant may have while the tenant's other apps wait.
 * What is held already is not taken away. A refresh leaves the wire when Ring has answered; as many may wait for their outcome
 * to be stored as there are slots, so that a slow database stops the claims rather than filling the memory.
 */
@Singleton
final class InFlight {

    private final int total;
    private final Share whole = new Share();
    private final Map<String, Share> tenants = new HashMap<>();
    private final Map<String, Share> apps = new HashMap<>();

    @Inject
    InFlight(RefreshSettings settings) {
        this(settings.inFlight());
    }

    InFlight(int total) {
        this.total = total;
    }

    /** Lines up for an app. Counts as waiting until it has got as much as it wants, or is closed. */
    synchronized Line line(TenantScope tenant, String appId) {
        Line line = new Line(tenant.tenantId(), appId);
        line.waits(true);
        return line;
    }

    /** Whether a tenant has refreshes that are on the wire, or whose outcome is not stored yet. */
    synchronized boolean isBusy(TenantScope tenant) {
        Share share = tenants.get(tenant.tenantId());
        return share != null && share.held + share.unstored > 0;
    }

    /** How many slots each tenant holds that holds any, by its id. */
    synchronized Map<String, Integer> held() {
        Map<String, Integer> held = new HashMap<>();
        tenants.forEach((tenantId, share) -> {
            if (share.held > 0) {
                held.put(tenantId, share.held);
            }
        });
        return held;
    }

    private static int most(int of, boolean othersWait) {
        return othersWait ? Math.max(1, of / 2) : of;
    }

    private static final class Share {

        private int held;
        private int unstored;
        private int waiting;

        private void change(int heldMore, int unstoredMore, int waitingMore) {
            held += heldMore;
            unstored += unstoredMore;
            waiting += waitingMore;
        }

        private boolean isIdle() {
            return held == 0 && unstored == 0 && waiting == 0;
        }
    }

    /** One lane's claim to slots for one app. */
    final class Line implements AutoCloseable {

        private final String tenantId;
        private final String appKey;
        private boolean waiting;

        private Line(String tenantId, String appId) {
            this.tenantId = tenantId;
            this.appKey = tenantId + "/" + appId;
        }

        /**
         * Takes slots, at once or not at all.
         *
         * @return 0 to {@code wanted}
         */
        int take(int wanted) {
            synchronized (InFlight.this) {
                Share tenant = tenants.getOrDefault(tenantId, new Share());
                Share app = apps.getOrDefault(appKey, new Share());
                int forTenant = most(total, whole.waiting > tenant.waiting);
                int forApp = most(forTenant, tenant.waiting > app.waiting);
                int free = total - whole.held - Math.max(0, whole.unstored - total);
                int room = Math.min(free, Math.min(forTenant - tenant.held, forApp - app.held));
                int taken = Math.clamp(room, 0, wanted);
                change(taken, 0, 0);
                waits(taken < wanted);
                return taken;
            }
        }

        /** Gives back what was taken and not used: whoever has too many does not wait for more. */
        void giveBack(int slots) {
            if (slots > 0) {
                synchronized (InFlight.this) {
                    change(-slots, 0, 0);
                    waits(false);
                }
            }
        }

        /** A refresh has left the wire: its slot is free, also after the line is closed. */
        void landed() {
            synchronized (InFlight.this) {
                change(-1, 1, 0);
            }
        }

        /** The outcome of one that has landed is stored, or never will be. */
        void stored() {
            synchronized (InFlight.this) {
                change(0, -1, 0);
            }
        }

        /** Waits no longer. */
        @Override
        public void close() {
            synchronized (InFlight.this) {
                waits(false);
            }
        }

        private void waits(boolean from) {
            if (from != waiting) {
                waiting = from;
                change(0, 0, from ? 1 : -1);
            }
        }

        private void change(int held, int unstored, int waitingLines) {
            whole.change(held, unstored, waitingLines);
            change(tenants, tenantId, held, unstored, waitingLines);
            change(apps, appKey, held, unstored, waitingLines);
        }

        private static void change(Map<String, Share> shares, String key, int held, int unstored, int waitingLines) {
            Share share = shares.computeIfAbsent(key, any -> new Share());
            share.change(held, unstored, waitingLines);
            if (share.isIdle()) {
                shares.remove(key);
            }
        }
    }
}
