package dev.linkhub.partnerapp;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import dev.linkhub.wakeup.WakeUps;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Stops the hub from calling Ring for an app whose credentials Ring refuses, and lets one grant at a time try whether
 * they work again; and for one that an operator freezes. No link is touched by this: a wrong secret is not twenty thousand
 * broken households.
 */
@Singleton
public class AppPauses {

    private static final Duration FIRST_PROBE = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    private static final int DOUBLINGS = 7;

    private final AppRows rows;
    private final AuditTrail audit;
    private final WakeUps wakeUps;
    private final Clock clock;

    AppPauses(AppRows rows, AuditTrail audit, WakeUps wakeUps, Clock clock) {
        this.rows = rows;
        this.audit = audit;
        this.wakeUps = wakeUps;
        this.clock = clock;
    }

    /** Pauses the app, unless its credentials have been replaced since the ones that Ring refused. */
    @Transactional
    public boolean credentialsRejected(PartnerApp app, int version) {
        Instant now = clock.instant();
        boolean paused = rows.pause(
                        app.tenantId(),
                        app.appId(),
                        PauseReason.CREDENTIALS_REJECTED,
                        version,
                        now,
                        now.plus(FIRST_PROBE))
                == 1;
        if (paused) {
            record(app, Actor.HUB, "app.paused", PauseReason.CREDENTIALS_REJECTED.name());
        }
        return paused;
    }

    /** Lifts the pause after Ring took the credentials. */
    @Transactional
    public void credentialsAccepted(PartnerApp app, int version) {
        if (app.isPaused() && rows.resume(app.tenantId(), app.appId(), version) == 1) {
            record(app, Actor.HUB, "app.resumed", "");
        }
    }

    /**
     * Stops refreshes and claims for an app until {@link #thaw}. Codes are still redeemed: they do not live long enough to wait.
     *
     * @return false if it is frozen already, or has no credentials to send anything with
     */
    @Transactional
    public boolean freeze(PartnerApp app, Actor by) {
        boolean frozen = rows.freeze(app.tenantId(), app.appId(), clock.instant()) == 1;
        if (frozen) {
            record(app, by, "app.frozen", "");
        }
        return frozen;
    }

    /**
     * Ends {@link #freeze}: what is overdue is refreshed at once, as fast as the app's rate lets it.
     *
     * @return false if it is not frozen
     */
    @Transactional
    public boolean thaw(PartnerApp app, Actor by) {
        boolean thawed = rows.thaw(app.tenantId(), app.appId()) == 1;
        if (thawed) {
            record(app, by, "app.thawed", "");
            wakeUps.refreshSoon(app.scope());
        }
        return thawed;
    }

    /** Whether this caller, and no other, may try one grant of a paused app now. */
    @Transactional
    public boolean mayProbe(PartnerApp app) {
        Instant now = clock.instant();
        Duration wait = FIRST_PROBE.multipliedBy(1L << Math.min(app.probes() + 1, DOUBLINGS));
        Instant next = now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        return rows.takeProbe(app.tenantId(), app.appId(), now, next) == 1;
    }

    /** A sandbox is its app's affair: its own id says nothing to the tenant. */
    private void record(PartnerApp app, Actor by, String action, String detail) {
        if (app.sandboxOf() == null) {
            audit.record(app.scope(), by, action, app.appId(), detail);
        } else {
            audit.record(app.scope(), by, action, app.sandboxOf(), ("sandbox " + detail).strip());
        }
    }
}
