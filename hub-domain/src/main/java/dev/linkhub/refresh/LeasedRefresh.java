package dev.linkhub.refresh;

import dev.linkhub.partnerapp.AppPauses;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.wakeup.WakeUps;
import jakarta.inject.Singleton;

/** A leased grant's way to Ring and back into the database. */
@Singleton
class LeasedRefresh {

    private final RefreshAttempt attempt;
    private final WriteBack writeBack;
    private final AppPauses pauses;
    private final WakeUps wakeUps;
    private final RefreshMeters meters;

    LeasedRefresh(
            RefreshAttempt attempt, WriteBack writeBack, AppPauses pauses, WakeUps wakeUps, RefreshMeters meters) {
        this.attempt = attempt;
        this.writeBack = writeBack;
        this.pauses = pauses;
        this.wakeUps = wakeUps;
        this.meters = meters;
    }

    /** {@link #send} and {@link #store}. */
    void run(PartnerApp app, LeasedGrant grant) {
        store(app, send(app, grant));
    }

    /** Asks Ring. What came of it has to be stored next: it may be the only living tokens. */
    AttemptEnd send(PartnerApp app, LeasedGrant grant) {
        AttemptEnd end = attempt.send(app, grant);
        meters.ended(end);
        return end;
    }

    /** Has the outcome stored, and what follows from it. */
    void store(PartnerApp app, AttemptEnd end) {
        writeBack.store(end);
        // Not before: new tokens come first, and the database may be away for anything but them.
        switch (end) {
            case AttemptEnd.Success success -> accepted(app);
            case AttemptEnd.Refused refused -> accepted(app);
            case AttemptEnd.Again again -> {}
            case AttemptEnd.Unreadable unreadable -> {}
        }
        LeasedGrant grant = end.grant();
        if (grant.onDemand() && end.outcome() != AttemptOutcome.REFRESHED) {
            // It is due again sooner than its lane, which slept through this, would look.
            wakeUps.refreshSoon(grant.tenant());
        }
    }

    /** An app that is not paused, as nearly all are, costs no transaction. */
    private void accepted(PartnerApp app) {
        if (app.isPaused()) {
            pauses.credentialsAccepted(app, app.credentialVersion());
        }
    }
}
