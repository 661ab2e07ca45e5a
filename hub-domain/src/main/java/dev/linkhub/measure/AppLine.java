package dev.linkhub.measure;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.DoubleAdder;
import org.jspecify.annotations.Nullable;

/** One value of the label {@code app}, and what was counted under it. */
final class AppLine {

    private final ConcurrentMap<Count, DoubleAdder> counts = new ConcurrentHashMap<>();
    private volatile @Nullable String name;

    AppLine(@Nullable String name) {
        this.name = name;
    }

    /** Null until it has been looked up: it counts already, and nobody sees it yet. */
    @Nullable String name() {
        return name;
    }

    void nameIt(String lookedUp) {
        name = lookedUp;
    }

    void add(AppCounter counter, String value, double more) {
        counts.computeIfAbsent(new Count(counter, value), count -> new DoubleAdder())
                .add(more);
    }

    double sum(AppCounter counter, String value) {
        DoubleAdder count = counts.get(new Count(counter, value));
        return count == null ? 0 : count.sum();
    }

    /** Counters are told apart by what they are, not by what they are called. */
    private record Count(AppCounter counter, String value) {}
}
