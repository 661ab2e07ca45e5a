package dev.linkhub.web.ops;

import static dev.linkhub.web.ops.Rows.age;
import static dev.linkhub.web.ops.Rows.time;

import dev.linkhub.fleet.LivingProcess;
import dev.linkhub.fleet.Processes;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.partnerapp.PauseReason;
import dev.linkhub.refresh.Backlog;
import dev.linkhub.refresh.Backlogs;
import dev.linkhub.ring.AppRate;
import dev.linkhub.ring.RingTraffic;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How an app does now: whether it is paused, how hard it calls Ring, whether Ring answers, and what waits. */
@Singleton
class AppCondition {

    private static final String NONE = "–";

    private final Backlogs backlogs;
    private final Processes processes;
    private final RingTraffic traffic;
    private final Clock clock;

    AppCondition(Backlogs backlogs, Processes processes, RingTraffic traffic, Clock clock) {
        this.backlogs = backlogs;
        this.processes = processes;
        this.traffic = traffic;
        this.clock = clock;
    }

    Condition of(PartnerApp app) {
        Instant now = clock.instant();
        AppRate rate = traffic.agreed(app);
        Backlog backlog = backlogs.of(app).orElse(null);
        return new Condition(
                why(app.pauseReason()),
                app.pausedAt() == null ? "" : time(app.pausedAt()),
                app.probeAt() == null ? "" : time(app.probeAt()),
                rate.perSecond(),
                rate.rest().isZero() ? "" : time(now.plus(rate.rest())),
                backlog == null ? NONE : due(backlog),
                backlog == null || backlog.due() == 0 ? NONE : WorkerRows.length(backlog.lag()),
                backlog == null || backlog.due() > 0 ? NONE : time(backlog.nextDueAt()),
                backlog == null ? 0 : backlog.inDoubt(),
                backlog == null ? 0 : backlog.quarantined(),
                backlog == null ? 0 : backlog.suspects(),
                breakers(app, now));
    }

    private static String due(Backlog backlog) {
        return (backlog.due() >= Backlog.MOST_COUNTED ? "over " : "") + backlog.due();
    }

    /** For those that call Ring with refreshes, in their own words: a silent one has not spoken of now. */
    private List<Breaker> breakers(PartnerApp app, Instant now) {
        return processes.living(WorkerTables.MOST_PROCESSES).stream()
                .filter(LivingProcess::isHeard)
                .filter(process -> !process.kind().equals("web"))
                .map(process -> Breaker.of(process, app, now))
                .toList();
    }

    private static String why(@Nullable PauseReason reason) {
        if (reason == null) {
            return "";
        }
        return switch (reason) {
            case CREDENTIALS_REJECTED ->
                "Ring refuses its client id or client secret. The tenant has to replace them; until then one grant at a time tries.";
            case NO_CREDENTIALS -> "Its tenant has not given Ring's credentials yet.";
            case FROZEN -> "An operator has frozen it.";
        };
    }

    /**
     * What the page shows.
     *
     * @param why in words, why it is paused; empty if it is not
     * @param notBefore until when Ring wants it to be left alone; empty if it does not
     */
    @Introspected
    record Condition(
            String why,
            String pausedSince,
            String nextProbe,
            int perSecond,
            String notBefore,
            String due,
            String lag,
            String nextDue,
            int inDoubt,
            int quarantined,
            int suspects,
            List<Breaker> breakers) {}

    /** How one process sees the app's Ring. */
    @Introspected
    record Breaker(String process, String kind, String state, boolean closed, String asOf) {

        static Breaker of(LivingProcess process, PartnerApp app, Instant now) {
            String state = process.breakerOf(app.tenantId(), app.appId())
                    .map(breaker -> breaker.state())
                    .orElse("CLOSED");
            Duration silent = process.silentFor();
            return new Breaker(
                    process.name(),
                    process.kind(),
                    state,
                    state.equals("CLOSED"),
                    age(now.minus(silent), now) + " ago");
        }
    }
}
