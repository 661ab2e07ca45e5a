package dev.linkhub.chaos.history;

import java.time.Duration;
import java.util.List;

/**
 * What the API did while refreshes hung.
 *
 * @param hanging how many refreshes hung at Ring when the last of these calls was made
 * @param wanted how many should have
 * @param took of each call that was answered properly
 * @param failed calls that were not
 * @param limit what the 99th percentile must stay below
 */
public record ApiProbe(int hanging, int wanted, List<Duration> took, int failed, Duration limit) {

    public ApiProbe {
        took = took.stream().sorted().toList();
    }

    /** The 99th percentile. */
    Duration p99() {
        return took.get(Math.max(0, (int) Math.ceil(took.size() * 0.99) - 1));
    }
}
