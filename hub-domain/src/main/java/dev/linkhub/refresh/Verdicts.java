package dev.linkhub.refresh;

import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.tenant.TenantScope;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;

/** What {@code invalid_grant} means: for one grant, and when many of an app get it at once. */
@Singleton
class Verdicts {

    /** When the one confirming attempt after a verdict is made, and when a held one is looked at again. */
    static final Duration CONFIRM_AFTER = Duration.ofMinutes(15);

    private static final Duration REFRESH_TOKEN_LIVES = Duration.ofDays(30);
    private static final Duration LOOK_BACK = Duration.ofMinutes(10);
    private static final Duration HELD_AT_MOST = Duration.ofDays(1);
    private static final int SUSPICIOUS_COUNT = 20;
    private static final int SUSPICIOUS_SHARE = 20;

    private final WriteBackRows rows;
    private final HeldAlerts alerts;

    Verdicts(WriteBackRows rows, HeldAlerts alerts) {
        this.rows = rows;
        this.alerts = alerts;
    }

    /** Why this grant is broken, as far as can be known. */
    UnhealthyReason reasonFor(LeasedGrant grant, Instant now) {
        if (grant.wasInDoubt()) {
            return UnhealthyReason.ROTATION_LOST;
        }
        Instant refreshed = grant.lastRefreshedAt();
        boolean old = refreshed != null && !now.isBefore(refreshed.plus(REFRESH_TOKEN_LIVES));
        return old ? UnhealthyReason.EXPIRED : UnhealthyReason.REVOKED;
    }

    /** Whether its verdict may be held back; for a day at most: then it is what Ring means. */
    boolean mayBeHeld(LeasedGrant grant, Instant now) {
        Instant since = grant.suspectSince();
        return grant.verdict() == null && (since == null || now.isBefore(since.plus(HELD_AT_MOST)));
    }

    /**
     * Whether so many of the app's grants fell within 10 minutes (at least 20, and more than one in 20) that it is Ring's
     * incident rather than so many households.
     */
    boolean manyFall(TenantScope tenant, String appId, Instant now) {
        int refused = rows.refusedSince(tenant.tenantId(), appId, now.minus(LOOK_BACK));
        boolean many = refused >= SUSPICIOUS_COUNT && refused * SUSPICIOUS_SHARE > rows.live(tenant.tenantId(), appId);
        if (!many) {
            alerts.isOver(appId);
        }
        return many;
    }

    /** Whether nobody has been told of it within the last minute; who asks tells them. */
    boolean isNews(String appId, Instant now) {
        return alerts.isDue(appId, now);
    }
}
