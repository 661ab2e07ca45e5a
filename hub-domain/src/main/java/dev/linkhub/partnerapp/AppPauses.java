package dev.linkhub.partnerapp;

import dev.linkhub.audit.Actor;
import dev.linkhub.audit.AuditTrail;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/**
 * Stops the hub from calling Ring for an app whose credentials Ring refuses, and lets one grant at a time try whether
 * they work again. No link is touched by this: a wrong secret is not twenty thousand broken households.
 */
@Singleton
public class AppPauses {

    private static final Duration FIRST_PROBE = Duration.ofMinutes(5);
    private static final Duration LONGEST_WAIT = Duration.ofHours(6);
    private static final int DOUBLINGS = 7;

    private final AppRows rows;
    private final AuditTrail audit;
    private final Clock clock;

    AppPauses(AppRows rows, AuditTrail audit, Clock clock) {
        this.rows = rows;
        this.audit = audit;
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
            audit.record(app.scope(), Actor.HUB, "app.paused", app.appId(), PauseReason.CREDENTIALS_REJECTED.name());
        }
        return paused;
    }

    /** Lifts the pause after Ring took the credentials. */
    @Transactional
    public void credentialsAccepted(PartnerApp app, int version) {
        if (app.isPaused() && rows.resume(app.tenantId(), app.appId(), version) == 1) {
            audit.record(app.scope(), Actor.HUB, "app.resumed", app.appId(), "");
        }
    }

    /** Whether this caller, and no other, may try one grant of a paused app now. */
    @Transactional
    public boolean mayProbe(PartnerApp app) {
        Instant now = clock.instant();
        Duration wait = FIRST_PROBE.multipliedBy(1L << Math.min(app.probes() + 1, DOUBLINGS));
        Instant next = now.plus(wait.compareTo(LONGEST_WAIT) < 0 ? wait : LONGEST_WAIT);
        return rows.takeProbe(app.tenantId(), app.appId(), now, next) == 1;
    }
}
