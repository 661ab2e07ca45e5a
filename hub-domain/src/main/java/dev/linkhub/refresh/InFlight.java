package dev.linkhub.refresh;

import dev.linkhub.tenant.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Semaphore;

/**
 * This process's slots for refreshes, shared fairly: while other tenants wait for slots a tenant gets no more as soon as it has
 * half of them, and an app no more than half of what its tenant may have while the tenant's other apps wait. What is held
 * already is not taken away. A slot is held from the claim until Ring has answered. There are more slots than there may be
 * refreshes on the wire: the next are claimed, many at a time, while those before them are there, and go in the order in which
 * they came. As many may wait for their outcome to be stored as there are slots, so that a slow database stops the claims
 * rather than filling the memory.
 */
@Singleton
final class InFlight {

    private final int total;
    private final Semaphore wire;
    private final Share whole = new Share();
    private final Map<String, Share> tenants = new HashMap<>();
    private final Map<String, Share> apps = new HashMap<>();

    @Inject
    InFlight(RefreshSettings settings) {
        this(settings.inFlight(), settings.ahead());
    }

    InFlight(int onWire, int ahead) {
        this.total = onWire + ahead;
        this.wire = new Semaphore(onWire, true);
    }

    /** Lines up for an app. Counts as waiting until it has got as much as it wants, or is closed. */
    synchronized Line line(TenantScope tenant, String appId) {
        Line line = new Line(tenant.tenantId(), appId);
        line.waits(true);
        return line;
    }

    /** Whether a tenant has refreshes that are claimed or on the wire, or whose outcome is not stored yet. */
    synchronized boolean isBusy(TenantScope tenant) {
        Share share = tenants.get(tenant.tenantId());
        return share != null && share.held + share.unstored > 0;
    }

    /** How many refreshes each tenant has on the wire that has any, by its id. */
    synchronized Map<String, Integer> onWire() {
        Map<String, Integer> onWire = new HashMap<>();
        tenants.forEach((tenantId, share) -> {
            if (share.sent > 0) {
                onWire.put(tenantId, share.sent);
            }
        });
        return onWire;
    }

    private static int most(int of, boolean othersWait) {
        return othersWait ? Math.max(1, of / 2) : of;
    }

    private static final class Share {

        private int held;
        private int sent;
        private int unstored;
        private int waiting;

        private void change(int heldMore, int sentMore, int unstoredMore, int waitingMore) {
            held += heldMore;
            sent += sentMore;
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
                change(taken, 0, 0, 0);
                waits(taken < wanted);
                return taken;
            }
        }

        /** Gives back what was taken and not used: whoever has too many does not wait for more. */
        void giveBack(int slots) {
            if (slots > 0) {
                synchronized (InFlight.this) {
                    change(-slots, 0, 0, 0);
                    waits(false);
                }
            }
        }

        /** Waits until there is room on the wire for one more refresh. */
        void send() {
            wire.acquireUninterruptibly();
            synchronized (InFlight.this) {
                change(0, 1, 0, 0);
            }
        }

        /** A refresh has left the wire: its slot is free, also after the line is closed. */
        void landed() {
            synchronized (InFlight.this) {
                change(-1, -1, 1, 0);
            }
            wire.release();
        }

        /** The outcome of one that has landed is stored, or never will be. */
        void stored() {
            synchronized (InFlight.this) {
                change(0, 0, -1, 0);
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
                change(0, 0, 0, from ? 1 : -1);
            }
        }

        private void change(int held, int sent, int unstored, int waitingLines) {
            whole.change(held, sent, unstored, waitingLines);
            change(tenants, tenantId, held, sent, unstored, waitingLines);
            change(apps, appKey, held, sent, unstored, waitingLines);
        }

        private static void change(
                Map<String, Share> shares, String key, int held, int sent, int unstored, int waitingLines) {
            Share share = shares.computeIfAbsent(key, any -> new Share());
            share.change(held, sent, unstored, waitingLines);
            if (share.isIdle()) {
                shares.remove(key);
            }
        }
    }
}
