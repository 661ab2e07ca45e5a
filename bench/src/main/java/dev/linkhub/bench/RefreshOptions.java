package dev.linkhub.bench;

import java.time.Duration;
import java.util.List;

/** How the contestants are compared. */
record RefreshOptions(
        List<Contestant> contestants,
        List<Integer> latenciesMs,
        int grants,
        Duration warmUp,
        Duration measured,
        int rounds) {

    private static final int IN_FLIGHT = 256;
    private static final int HEAP_MIB = 512;

    /** So that no app's rate stands in the way of anything. */
    static final int RATE_PER_APP = 10_000;

    RefreshOptions {
        contestants = List.copyOf(contestants);
        latenciesMs = List.copyOf(latenciesMs);
    }

    int inFlight() {
        return IN_FLIGHT;
    }

    int heapMib() {
        return HEAP_MIB;
    }
}
