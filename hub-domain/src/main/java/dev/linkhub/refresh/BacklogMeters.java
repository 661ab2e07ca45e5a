package dev.linkhub.refresh;

import dev.linkhub.measure.AppGauge;
import dev.linkhub.measure.AppKey;
import dev.linkhub.measure.AppMeters;
import dev.linkhub.measure.Measured;
import jakarta.inject.Singleton;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.function.ToDoubleFunction;

/** What waits, as metrics. While the database is away nothing is known, and after a minute nothing is shown. */
@Singleton
class BacklogMeters implements Measured {

    private static final long KNOWN_FOR_SECONDS = 60;

    private final Backlogs backlogs;
    private final AppGauge due;
    private final AppGauge lag;
    private final AppGauge inDoubt;
    private final AppGauge quarantined;
    private final AppGauge suspects;

    BacklogMeters(Backlogs backlogs, AppMeters meters) {
        this.backlogs = backlogs;
        due = meters.sum(
                "hub.refresh.due.grants", "Grants that are due and not refreshed yet, of apps that are not paused");
        lag = meters.largest(
                "hub.refresh.lag.seconds",
                "For how long the first of the due grants has been due, of apps that are not paused");
        inDoubt = meters.sum(
                "hub.refresh.in.doubt.grants", "Grants that rest after a refresh whose outcome is not known");
        quarantined = meters.sum(
                "hub.refresh.quarantined.grants", "Grants that rest because their lease ran out without an outcome");
        suspects = meters.sum(
                "hub.refresh.suspect.grants", "Grants whose verdict is held because so many of their app came at once");
    }

    @Override
    public void read() {
        OptionalLong age = backlogs.secondsSinceLook();
        if (age.isEmpty() || age.getAsLong() > KNOWN_FOR_SECONDS) {
            due.forget();
            lag.forget();
            inDoubt.forget();
            quarantined.forget();
            suspects.forget();
            return;
        }
        Collection<Backlog> all = backlogs.all();
        due.set(values(all, backlog -> backlog.paused() ? 0 : backlog.due()));
        lag.set(values(all, backlog -> backlog.paused() ? 0 : backlog.lag().toMillis() / 1_000.0));
        inDoubt.set(values(all, Backlog::inDoubt));
        quarantined.set(values(all, Backlog::quarantined));
        suspects.set(values(all, Backlog::suspects));
    }

    private static Map<AppKey, Double> values(Collection<Backlog> all, ToDoubleFunction<Backlog> value) {
        Map<AppKey, Double> values = new HashMap<>();
        all.forEach(backlog -> values.put(backlog.app(), value.applyAsDouble(backlog)));
        return values;
    }
}
