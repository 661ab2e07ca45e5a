package dev.linkhub.refresh;

import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Sweepable;
import io.micronaut.core.annotation.Introspected;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a grant's refreshes went: one entry for each end of an attempt. */
@Singleton
public class RefreshHistory implements Sweepable {

    private static final Duration KEEP = Duration.ofDays(90);
    private static final int MOST_SWEPT = 1_000;

    private final WriteBackRows rows;
    private final HistoryRows old;
    private final RefreshLeases leases;
    private final Clock clock;

    RefreshHistory(WriteBackRows rows, HistoryRows old, RefreshLeases leases, Clock clock) {
        this.rows = rows;
        this.old = old;
        this.leases = leases;
        this.clock = clock;
    }

    /** Forgets attempts after 90 days, as long as the events of a link's time line are kept. */
    @Override
    public Optional<Instant> sweep(TenantScope tenant) {
        Instant now = clock.instant();
        Instant until = now.minus(KEEP);
        // A tenant whose grants are refreshed has attempts sooner or later, and nobody asks for a sweep for each.
        Optional<Instant> next = leases.earliestDue(tenant).isEmpty() ? Optional.empty() : Optional.of(now.plus(KEEP));
        Optional<HistoryRows.OfApp> some = old.oldest(tenant.tenantId(), "");
        while (some.isPresent()) {
            HistoryRows.OfApp app = some.get();
            if (!app.endedAt().isAfter(until)
                    && old.delete(tenant.tenantId(), app.appId(), until, MOST_SWEPT) == MOST_SWEPT) {
                return Optional.of(now);
            }
            Instant ofApp = app.endedAt().isAfter(until) ? app.endedAt().plus(KEEP) : now.plus(KEEP);
            next = next.filter(ofApp::isAfter).or(() -> Optional.of(ofApp));
            some = old.oldest(tenant.tenantId(), app.appId());
        }
        return next;
    }

    /** Newest first. */
    public List<Entry> of(TenantScope tenant, String grantId, int limit) {
        return rows.history(tenant.tenantId(), grantId, limit);
    }

    /**
     * One end of an attempt.
     *
     * @param newGeneration the generation that a success made; null for any other outcome
     * @param ringRequestId Ring's name for the call, if it gave one
     */
    @Introspected
    public record Entry(
            String attemptId,
            Instant endedAt,
            AttemptOutcome outcome,
            String detail,
            @Nullable Integer newGeneration,
            boolean wasInDoubt,
            boolean onDemand,
            @Nullable String ringRequestId) {}
}
