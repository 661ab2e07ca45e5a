package dev.linkhub.refresh;

import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.wakeup.WakeUps;
import jakarta.inject.Singleton;

/** A leased grant's way to Ring and back into the database. */
@Singleton
class LeasedRefresh {

    private final RefreshAttempt attempt;
    private final WriteBack writeBack;
    private final WakeUps wakeUps;

    LeasedRefresh(RefreshAttempt attempt, WriteBack writeBack, WakeUps wakeUps) {
        this.attempt = attempt;
        this.writeBack = writeBack;
        this.wakeUps = wakeUps;
    }

    void run(PartnerApp app, LeasedGrant grant) {
        AttemptEnd end = attempt.send(app, grant);
        writeBack.store(end);
        if (grant.onDemand() && end.outcome() != AttemptOutcome.REFRESHED) {
            // It is due again sooner than its lane, which slept through this, would look.
            wakeUps.refreshSoon(grant.tenant());
        }
    }
}
