package dev.linkhub.simulator.standing;

import dev.linkhub.simulator.app.RingEnvironment;
import dev.linkhub.simulator.settings.CurrentSettings;
import dev.linkhub.simulator.settings.EndpointDisabling;
import dev.linkhub.simulator.trace.Counter;
import dev.linkhub.simulator.trace.Counters;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Disables a Webhook URL after ten answers with 4xx in a row within 24 h (ring-contract.md §6: "about 10+ consecutive
 * over 24 h"). Any other answer, or none, ends the row; this and the exact numbers are inferred.
 */
public final class Standings {

    private static final int MOST_REFUSALS = 10;
    private static final Duration SPAN = Duration.ofHours(24);

    private final InstantSource clock;
    private final CurrentSettings settings;
    private final Counters counters;
    private final Map<Place, Row> rows = new LinkedHashMap<>();

    private record Place(String app, RingEnvironment environment) {}

    /** How a Webhook URL stands, with the moments of its latest refusals in a row. */
    public record Kept(
            String app,
            RingEnvironment environment,
            List<Instant> refusals,
            @Nullable Instant disabledAt) {

        public Kept {
            refusals = List.copyOf(refusals);
        }
    }

    /** Guarded by the lock of {@link Standings}. */
    private static final class Row {

        private final Deque<Instant> refusals = new ArrayDeque<>();
        private @Nullable Instant disabledAt;
    }

    public Standings(InstantSource clock, CurrentSettings settings, Counters counters) {
        this.clock = clock;
        this.settings = settings;
        this.counters = counters;
    }

    /** The Webhook URL answered with 4xx. */
    public synchronized void refused(String app, RingEnvironment environment) {
        Instant now = clock.instant();
        Row row = rows.computeIfAbsent(new Place(app, environment), any -> new Row());
        row.refusals.addLast(now);
        while (row.refusals.getFirst().isBefore(now.minus(SPAN)) || row.refusals.size() > MOST_REFUSALS) {
            row.refusals.removeFirst();
        }
        if (row.refusals.size() == MOST_REFUSALS
                && row.disabledAt == null
                && settings.get().endpointDisabling() == EndpointDisabling.AFTER_TEN) {
            row.disabledAt = now;
            counters.count(Counter.WEBHOOK_ENDPOINTS_DISABLED);
        }
    }

    /** The Webhook URL did anything else: the row is over. A disabled one stays so: the answer was under way. */
    public synchronized void endRow(String app, RingEnvironment environment) {
        Row row = rows.get(new Place(app, environment));
        if (row != null && row.disabledAt == null) {
            row.refusals.clear();
        }
    }

    /** Events go there again, and the count begins anew. */
    public synchronized void enable(String app, RingEnvironment environment) {
        rows.remove(new Place(app, environment));
    }

    public synchronized Standing of(String app, RingEnvironment environment) {
        Row row = rows.get(new Place(app, environment));
        return row == null ? Standing.GOOD : new Standing(row.refusals.size(), row.disabledAt);
    }

    public synchronized List<Kept> snapshot() {
        return rows.entrySet().stream()
                .map(entry -> new Kept(
                        entry.getKey().app(),
                        entry.getKey().environment(),
                        List.copyOf(entry.getValue().refusals),
                        entry.getValue().disabledAt))
                .toList();
    }

    public synchronized void restore(List<Kept> snapshot) {
        rows.clear();
        snapshot.forEach(kept -> {
            Row row = new Row();
            row.refusals.addAll(kept.refusals());
            row.disabledAt = kept.disabledAt();
            rows.put(new Place(kept.app(), kept.environment()), row);
        });
    }

    public synchronized void forget() {
        rows.clear();
    }
}
