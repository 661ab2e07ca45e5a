package dev.linkhub.refresh;

import dev.linkhub.grant.GrantSettings;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PartnerApps;
import dev.linkhub.ring.RingTraffic;
import dev.linkhub.tenant.TenantScope;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** When a tenant's first lane has to look at its grants again. */
@Singleton
class NextLook {

    /** For permits: an app's rate lets something through at any time, but not by looking all the time. */
    private static final Duration SOON = Duration.ofMillis(250);

    private static final Duration LONGEST_SLEEP = Duration.ofHours(1);
    private static final int SHARE_OF_INTERVAL = 10;

    private final PartnerApps apps;
    private final RingTraffic traffic;
    private final InFlight inFlight;
    private final Clock clock;
    private final Duration longestSleep;
    private final Duration longestCall;

    NextLook(PartnerApps apps, RingTraffic traffic, InFlight inFlight, Clock clock, Sleeps sleeps) {
        this.apps = apps;
        this.traffic = traffic;
        this.inFlight = inFlight;
        this.clock = clock;
        this.longestSleep = sleeps.longest();
        this.longestCall = sleeps.whileCallsRun();
    }

    /**
     * When the next grant is due and may be sent, a tenth of the refresh interval and an hour at most: should the word of a new
     * grant ever be lost, it is not late by more. Empty if no grant has a due time.
     *
     * @param due the earliest of each app
     */
    Optional<Instant> of(TenantScope tenant, List<DueApp> due) {
        if (due.isEmpty()) {
            return Optional.empty();
        }
        // A call that goes on may end in a backoff that is over before anything is due as of now.
        Duration next = inFlight.isBusy(tenant) ? longestCall : longestSleep;
        for (DueApp app : due) {
            Duration in = app.isDue() ? restOf(tenant, app) : app.dueIn();
            next = in.compareTo(next) < 0 ? in : next;
        }
        return Optional.of(clock.instant().plus(next));
    }

    /** Until something of an app may be sent that is due. Who thaws it or gives it new credentials wakes the lane. */
    private Duration restOf(TenantScope tenant, DueApp due) {
        Optional<PartnerApp> found = apps.findById(tenant, due.appId());
        if (found.isEmpty()) {
            return longestSleep;
        }
        PartnerApp app = found.get();
        Instant until = traffic.restsUntil(app);
        if (app.isPaused()) {
            Instant probe = app.probeAt();
            if (probe == null) {
                return longestSleep;
            }
            until = probe.isAfter(until) ? probe : until;
        }
        Duration rest = Duration.between(clock.instant(), until);
        return rest.compareTo(SOON) > 0 ? rest : SOON;
    }

    /** How long a lane may sleep. */
    @Singleton
    static final class Sleeps {

        private static final Duration AFTER_CALL = Duration.ofSeconds(2);

        private final Duration longest;
        private final Duration whileCallsRun;

        Sleeps(GrantSettings grants, RefreshSettings refresh) {
            Duration share = grants.refreshInterval().dividedBy(SHARE_OF_INTERVAL);
            longest = share.compareTo(LONGEST_SLEEP) < 0 ? share : LONGEST_SLEEP;
            Duration call = refresh.deadline().plus(AFTER_CALL);
            whileCallsRun = call.compareTo(longest) < 0 ? call : longest;
        }

        Duration longest() {
            return longest;
        }

        Duration whileCallsRun() {
            return whileCallsRun;
        }
    }
}
