package dev.linkhub.fleet;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A process as it last spoke of itself.
 *
 * @param name the machine and the process on it; the holder of lanes
 * @param kind {@code api}, {@code web}, {@code worker} or {@code standalone}
 * @param silentFor how long ago that was
 * @param inFlight refreshes that it had on the wire
 * @param lanes those that it was draining, 50 at most
 * @param openBreakers those that it does not refresh because Ring has not been answering, 100 at most
 */
public record LivingProcess(
        String name,
        String kind,
        String version,
        Instant startedAt,
        Instant heardAt,
        Duration silentFor,
        int inFlight,
        List<HeldLane> lanes,
        List<OpenBreaker> openBreakers) {

    private static final Duration HEARD_LATELY = Duration.ofSeconds(20);

    public LivingProcess {
        lanes = List.copyOf(lanes);
        openBreakers = List.copyOf(openBreakers);
    }

    /** Whether it has missed no more than three of its beats. */
    public boolean isHeard() {
        return silentFor.compareTo(HEARD_LATELY) < 0;
    }

    /** How this process sees an app's Ring; empty if it calls it as usual. */
    public Optional<OpenBreaker> breakerOf(String tenantId, String appId) {
        return openBreakers.stream()
                .filter(breaker ->
                        breaker.tenantId().equals(tenantId) && breaker.appId().equals(appId))
                .findFirst();
    }
}
