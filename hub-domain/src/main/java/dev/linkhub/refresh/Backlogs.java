package dev.linkhub.refresh;

import dev.linkhub.measure.AppKey;
import dev.linkhub.partnerapp.AppStatus;
import dev.linkhub.partnerapp.PartnerApp;
import dev.linkhub.refresh.BacklogRows.Odd;
import dev.linkhub.refresh.BacklogRows.Outline;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * What waits at all apps, as this process last saw it. Nobody who asks waits for the database: {@link #look} looks, in rounds
 * that cost the same however many apps there are. A round sees the outline of the next 1,000 apps, and looks closely at the 50
 * that lag most and at 50 others in turn. So with up to 50 apps that have something to refresh soon, everything is as old as the
 * last round, and with more, all but the laggards is older.
 */
@Singleton
public class Backlogs {

    static final int OUTLINES = 1_000;
    static final int CLOSE_LOOKS = 50;

    private static final Duration SOON = Duration.ofMinutes(80);

    private final BacklogRows rows;
    private final LongSupplier nanoTime;
    private final ConcurrentMap<AppKey, Backlog> seen = new ConcurrentHashMap<>();
    /** Those at which something falls due soon, in the order in which their turn for a close look comes. */
    private final Set<AppKey> turns = new LinkedHashSet<>();

    private final Set<AppKey> passed = new LinkedHashSet<>();
    private AppKey last = new AppKey("", "");
    private volatile long lookedAtNanos;
    private volatile boolean looked;

    @Inject
    Backlogs(BacklogRows rows) {
        this(rows, System::nanoTime);
    }

    Backlogs(BacklogRows rows, LongSupplier nanoTime) {
        this.rows = rows;
        this.nanoTime = nanoTime;
    }

    /** One app, now. */
    public Optional<Backlog> of(PartnerApp app) {
        return rows.outline(app.tenantId(), app.appId()).map(this::closely);
    }

    /** All apps at which anything is due or odd, those that lag most first. */
    public List<Backlog> worstFirst() {
        return seen.values().stream()
                .filter(backlog -> !backlog.isEmpty())
                .sorted(Comparator.comparing(Backlog::lag)
                        .reversed()
                        .thenComparing(backlog -> backlog.app().appId()))
                .toList();
    }

    /** How many seconds ago this process last looked; empty if it has not. */
    public OptionalLong secondsSinceLook() {
        return looked
                ? OptionalLong.of(TimeUnit.NANOSECONDS.toSeconds(nanoTime.getAsLong() - lookedAtNanos))
                : OptionalLong.empty();
    }

    /** One round. */
    public synchronized void look() {
        List<Outline> page = rows.page(last.tenantId(), last.appId(), OUTLINES);
        Map<AppKey, Outline> outlines = new HashMap<>();
        for (Outline outline : page) {
            outlined(outline);
            outlines.put(key(outline), outline);
        }
        if (page.size() < OUTLINES) {
            last = new AppKey("", "");
            seen.keySet().retainAll(passed);
            turns.retainAll(passed);
            passed.clear();
        } else {
            last = key(page.getLast());
        }
        Set<AppKey> now = new LinkedHashSet<>();
        worstFirst().stream().limit(CLOSE_LOOKS).forEach(backlog -> now.add(backlog.app()));
        List.copyOf(turns).stream()
                .filter(app -> !now.contains(app))
                .limit(CLOSE_LOOKS)
                .forEach(now::add);
        now.forEach(app -> lookClosely(
                app, Optional.ofNullable(outlines.get(app)).or(() -> rows.outline(app.tenantId(), app.appId()))));
        lookedAtNanos = nanoTime.getAsLong();
        looked = true;
    }

    Collection<Backlog> all() {
        return seen.values();
    }

    private void outlined(Outline outline) {
        AppKey app = key(outline);
        passed.add(app);
        Instant due = outline.dueAt();
        if (due == null || due.isAfter(outline.seenAt().plus(SOON))) {
            turns.remove(app);
            seen.remove(app);
            return;
        }
        turns.add(app);
        // Until its turn comes. What was seen closely stays, but for how long the first has been waiting.
        seen.merge(app, backlog(outline, due.isAfter(outline.seenAt()) ? 0 : 1, new Odd(0, 0, 0)), Backlogs::newer);
    }

    private void lookClosely(AppKey app, Optional<Outline> outline) {
        turns.remove(app);
        if (outline.isEmpty() || outline.get().dueAt() == null) {
            seen.remove(app);
            return;
        }
        turns.add(app);
        seen.put(app, closely(outline.get()));
    }

    private Backlog closely(Outline outline) {
        Instant due = outline.dueAt();
        boolean isDue = due != null && !due.isAfter(outline.seenAt());
        int count = isDue ? Math.max(1, rows.due(outline.tenantId(), outline.appId(), Backlog.MOST_COUNTED)) : 0;
        Odd odd = due == null ? new Odd(0, 0, 0) : rows.odd(outline.tenantId(), outline.appId());
        return backlog(outline, count, odd);
    }

    private static Backlog newer(Backlog known, Backlog outline) {
        return new Backlog(
                outline.app(),
                outline.paused(),
                outline.nextDueAt(),
                outline.due() == 0 ? 0 : Math.max(1, known.due()),
                outline.lag(),
                known.inDoubt(),
                known.quarantined(),
                known.suspects());
    }

    private static Backlog backlog(Outline outline, int count, Odd odd) {
        Instant due = outline.dueAt();
        Duration lag = due == null ? Duration.ZERO : Duration.between(due, outline.seenAt());
        return new Backlog(
                key(outline),
                outline.status() == AppStatus.PAUSED,
                due,
                count,
                lag.isNegative() ? Duration.ZERO : lag,
                odd.inDoubt(),
                odd.quarantined(),
                odd.suspects());
    }

    private static AppKey key(Outline outline) {
        return new AppKey(outline.tenantId(), outline.appId());
    }
}
