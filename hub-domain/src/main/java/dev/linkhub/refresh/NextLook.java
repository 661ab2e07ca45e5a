package dev.linkhub.refresh;

import dev.linkhub.grant.GrantSettings;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.ring.RingTraffic;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** When a lane has to look at its grants again. */
@Singleton
class NextLook {

    private static final Duration SOON = Duration.ofMillis(500);
    private static final Duration LONGEST_SLEEP = Duration.ofHours(1);
    private static final int SHARE_OF_INTERVAL = 10;

    private final RefreshLeases leases;
    private final RingTraffic traffic;
    private final Clock clock;
    private final Duration longestSleep;

    NextLook(RefreshLeases leases, RingTraffic traffic, GrantSettings settings, Clock clock) {
        this.leases = leases;
        this.traffic = traffic;
        this.clock = clock;
        Duration share = settings.refreshInterval().dividedBy(SHARE_OF_INTERVAL);
        this.longestSleep = share.compareTo(LONGEST_SLEEP) < 0 ? share : LONGEST_SLEEP;
    }

    /**
     * Even if nothing is known to fall due: a grant that is new since the last look is found by the next. So that this makes no
     * grant late, a tenth of the refresh interval, and an hour at most.
     */
    Instant atTheLatest() {
        return clock.instant().plus(longestSleep);
    }

    /** Whether anything of the app is due now. */
    boolean isAnyDue(PartnerApp app) {
        return leases.earliestDue(app)
                .filter(due -> !due.isAfter(clock.instant()))
                .isPresent();
    }

    /** When the app's next grant is due and may be sent; in half a second if that is now. */
    Instant at(PartnerApp app) {
        Optional<Instant> due = leases.earliestDue(app);
        if (due.isEmpty()) {
            return atTheLatest();
        }
        Instant from = app.isPaused() && app.probeAt() != null ? app.probeAt() : traffic.notBefore(app);
        Instant at = due.get().isAfter(from) ? due.get() : from;
        Instant soon = clock.instant().plus(SOON);
        return at.isAfter(soon) ? at : soon;
    }
}
