package dev.linkhub.simulator.junit;

import dev.linkhub.simulator.client.RingSimulatorClient;
import dev.linkhub.simulator.trace.Counter;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The counters that a sound partner leaves at zero. */
final class Soundness {

    private static final List<Counter> NEVER = List.of(
            Counter.SPENT_REFRESH_TOKENS_RECEIVED,
            Counter.CODES_REDEEMED_TWICE,
            Counter.UNSIGNED_CALLS,
            Counter.FORGED_WEBHOOKS_ACCEPTED,
            Counter.LATE_ANSWERS);

    private final RingSimulatorClient client;
    private final Map<Counter, Long> before;

    private Soundness(RingSimulatorClient client) {
        this.client = client;
        this.before = read(client);
    }

    /** Watches what the partner does from now on. */
    static Soundness from(RingSimulatorClient client) {
        return new Soundness(client);
    }

    /** Throws an {@link AssertionError} that names each counter that went up. */
    void check() {
        Map<Counter, Long> now = read(client);
        String wrong = NEVER.stream()
                .filter(counter -> risen(now, counter) > 0)
                .map(counter -> name(counter) + ": " + risen(now, counter))
                .collect(Collectors.joining(", "));
        if (!wrong.isEmpty()) {
            throw new AssertionError("The partner did what a sound partner never does: " + wrong);
        }
    }

    private long risen(Map<Counter, Long> now, Counter counter) {
        return now.getOrDefault(counter, 0L) - before.getOrDefault(counter, 0L);
    }

    private static Map<Counter, Long> read(RingSimulatorClient client) {
        Map<String, Long> all = client.counters();
        Map<Counter, Long> read = new EnumMap<>(Counter.class);
        NEVER.forEach(counter -> read.put(counter, all.getOrDefault(name(counter), 0L)));
        return read;
    }

    private static String name(Counter counter) {
        return counter.name().toLowerCase(Locale.ROOT);
    }
}
