package dev.linkhub.refresh;

import dev.linkhub.tenant.TenantScope;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.HashMap;
import java.util.Map;

/**
 * This process's slots for refreshes on the wire, shared fairly: while other tenants wait for slots a tenant gets no more as
 * soon as it has half of them, and an app no more than half of what its tenant may have while the tenant's other apps wait.
 * What is held already is not taken away.
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

    /** How many slots a tenant holds. */
    synchronized int heldBy(TenantScope tenant) {
        Share share = tenants.get(tenant.tenantId());
        return share == null ? 0 : share.held;
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
        private int waiting;
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
                int room = Math.min(total - whole.held, Math.min(forTenant - tenant.held, forApp - app.held));
                int taken = Math.clamp(room, 0, wanted);
                hold(taken);
                waits(taken < wanted);
                return taken;
            }
        }

        /** Gives back what was taken, also after the line is closed. */
        void giveBack(int slots) {
            synchronized (InFlight.this) {
                hold(-slots);
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
                change(0, from ? 1 : -1);
            }
        }

        private void hold(int more) {
            change(more, 0);
        }

        private void change(int held, int waitingLines) {
            whole.held += held;
            whole.waiting += waitingLines;
            change(tenants, tenantId, held, waitingLines);
            change(apps, appKey, held, waitingLines);
        }

        private static void change(Map<String, Share> shares, String key, int held, int waitingLines) {
            shares.compute(key, (any, known) -> {
                Share share = known == null ? new Share() : known;
                share.held += held;
                share.waiting += waitingLines;
                return share.held == 0 && share.waiting == 0 ? null : share;
            });
        }
    }
}
