package dev.linkhub.simulator.trace;

import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How often each counted thing has happened since the start or the last reset. */
public final class Counters {

    private final Map<Counter, LongAdder> counts = new EnumMap<>(Counter.class);

    public Counters() {
        for (Counter counter : Counter.values()) {
            counts.put(counter, new LongAdder());
        }
    }

    public void count(Counter counter) {
        adder(counter).increment();
    }

    public long get(Counter counter) {
        return adder(counter).sum();
    }

    public Map<Counter, Long> snapshot() {
        Map<Counter, Long> snapshot = new EnumMap<>(Counter.class);
        counts.forEach((counter, adder) -> snapshot.put(counter, adder.sum()));
        return snapshot;
    }

    public void restore(Map<Counter, Long> snapshot) {
        forget();
        snapshot.forEach((counter, count) -> adder(counter).add(count));
    }

    public void forget() {
        counts.values().forEach(LongAdder::reset);
    }

    private LongAdder adder(Counter counter) {
        LongAdder adder = counts.get(counter);
        if (adder == null) {
            throw new IllegalStateException("every counter has its adder: " + counter);
        }
        return adder;
    }
}
