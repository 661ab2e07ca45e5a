package dev.linkhub.measure;

import jakarta.inject.Singleton;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * The 50 apps of this process that have a line of their own in each metric; all others share one, and so do all sandboxes. The
 * first 50 to turn up get theirs at once. After that a busier app takes the place of an idler one, five times in ten minutes at
 * most: each exchange makes new series in the monitoring, which keeps the old ones for weeks.
 *
 * <p>What an app did while it had no line stays with {@code other}, and its line goes on where it left off should it come back:
 * so no count ever falls. Only of a thousand former lines is that remembered; one older than these starts from zero, like a
 * process.
 */
@Singleton
public class BusiestApps {

    static final int NAMED = 50;
    static final int MOST_EXCHANGES = 5;

    private static final int MOST_FORMER = 1_000;
    private static final double FADES = 0.5;
    private static final double LEAST_SCORE = 10;
    private static final double MUCH_BUSIER = 2;

    private final AppLine other = new AppLine("other");
    private final AppLine sandbox = new AppLine("sandbox");
    private final ConcurrentMap<AppKey, Candidate> candidates = new ConcurrentHashMap<>();
    private final Map<AppKey, AppLine> former = new LinkedHashMap<>();
    private int named;

    BusiestApps() {}

    /** Where something is counted that this app has just done. */
    AppLine busy(AppKey app) {
        if (app.isSandbox()) {
            return sandbox;
        }
        Candidate candidate = candidate(app);
        candidate.recent.increment();
        return candidate.lineOr(other);
    }

    /** Where something is shown that is true of this app, though it may do nothing. */
    AppLine idle(AppKey app) {
        return app.isSandbox() ? sandbox : candidate(app).lineOr(other);
    }

    /** All lines that are shown now, by their names. Those of all others and of the sandboxes are always there. */
    Map<String, AppLine> lines() {
        Map<String, AppLine> lines = new HashMap<>();
        lines.put("other", other);
        lines.put("sandbox", sandbox);
        for (Candidate candidate : candidates.values()) {
            AppLine line = candidate.line;
            String name = line == null ? null : line.name();
            if (line != null && name != null) {
                lines.put(name, line);
            }
        }
        return lines;
    }

    /** Whose names have to be looked up. */
    List<AppKey> nameless() {
        return candidates.entrySet().stream()
                .filter(entry -> entry.getValue().isNameless())
                .map(Map.Entry::getKey)
                .toList();
    }

    /**
     * Names an app's line.
     *
     * @param name empty if there is no such app: it gives its line up
     */
    synchronized void name(AppKey app, Optional<String> name) {
        Candidate candidate = candidates.get(app);
        if (candidate == null || candidate.line == null) {
            return;
        }
        if (name.isEmpty()) {
            candidates.remove(app);
            named--;
            return;
        }
        // An app that was deleted, and whose name another one has now.
        candidates.entrySet().removeIf(entry -> {
            AppLine line = entry.getValue().line;
            boolean same =
                    !entry.getKey().equals(app) && line != null && name.get().equals(line.name());
            named -= same ? 1 : 0;
            return same;
        });
        candidate.line.nameIt(name.get());
    }

    /** Weighs what apps did since the last time, and gives lines to those that did much more than others that have one. */
    synchronized void rank() {
        candidates.values().forEach(Candidate::weigh);
        candidates.values().removeIf(candidate -> candidate.line == null && candidate.score < 1);
        List<Map.Entry<AppKey, Candidate>> rising = candidates.entrySet().stream()
                .filter(entry -> entry.getValue().line == null && entry.getValue().score >= LEAST_SCORE)
                .sorted(Comparator.comparingDouble(entry -> -entry.getValue().score))
                .limit(MOST_EXCHANGES)
                .toList();
        Iterator<Map.Entry<AppKey, Candidate>> falling = candidates.entrySet().stream()
                .filter(entry -> entry.getValue().line != null)
                .sorted(Comparator.comparingDouble(entry -> entry.getValue().score))
                .toList()
                .iterator();
        for (Map.Entry<AppKey, Candidate> up : rising) {
            if (named < NAMED) {
                named++;
            } else {
                Map.Entry<AppKey, Candidate> down = falling.next();
                if (up.getValue().score <= MUCH_BUSIER * down.getValue().score) {
                    return;
                }
                remember(down);
            }
            up.getValue().line = lineOf(up.getKey());
        }
    }

    private Candidate candidate(AppKey app) {
        Candidate known = candidates.get(app);
        return known == null ? added(app) : known;
    }

    private synchronized Candidate added(AppKey app) {
        return candidates.computeIfAbsent(app, key -> {
            Candidate candidate = new Candidate();
            if (named < NAMED) {
                named++;
                candidate.line = lineOf(key);
            }
            return candidate;
        });
    }

    private AppLine lineOf(AppKey app) {
        AppLine line = former.remove(app);
        return line == null ? new AppLine(null) : line;
    }

    private void remember(Map.Entry<AppKey, Candidate> down) {
        AppLine line = down.getValue().line;
        if (line != null) {
            former.put(down.getKey(), line);
            down.getValue().line = null;
        }
        if (former.size() > MOST_FORMER) {
            former.remove(former.keySet().iterator().next());
        }
    }

    private static final class Candidate {

        private final LongAdder recent = new LongAdder();
        private double score;
        private volatile @Nullable AppLine line;

        AppLine lineOr(AppLine shared) {
            AppLine own = line;
            return own == null ? shared : own;
        }

        boolean isNameless() {
            AppLine own = line;
            return own != null && own.name() == null;
        }

        void weigh() {
            score = score * FADES + recent.sumThenReset();
        }
    }
}
