package dev.linkhub.chaos.history;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Whatever happened, two intervals later everything is on time again. */
final class NothingStaysLate implements Promise {

    private static final int INTERVALS_TO_RECOVER = 2;

    /** A refresh falls due up to a tenth of the interval after the interval. */
    private static final int JITTER = 10;

    @Override
    public String words() {
        return "4: from two intervals after the last fault no grant is more than half an interval late";
    }

    @Override
    public List<Violation> broken(History history) {
        Duration interval = history.rules().interval();
        Optional<Instant> from =
                history.lastFaultEnd().map(end -> end.plus(interval.multipliedBy(INTERVALS_TO_RECOVER)));
        List<GrantSample> recovered = history.hub().samples().stream()
                .filter(sample -> from.isEmpty() || !sample.at().isBefore(from.get()))
                .toList();
        if (recovered.isEmpty()) {
            return List.of(violation(null, "the run was over before that: nobody looked"));
        }
        List<Violation> found = new ArrayList<>();
        Set<String> told = new HashSet<>();
        for (GrantSample sample : recovered) {
            Optional<String> late = late(sample, interval);
            if (late.isPresent() && told.add(sample.grant())) {
                found.add(violation(sample.grant(), late.get()));
            }
        }
        return found;
    }

    private static Optional<String> late(GrantSample sample, Duration interval) {
        if (!sample.isKeptAlive()) {
            return Optional.empty();
        }
        Instant due = sample.dueAt();
        if (due == null) {
            return Optional.of("at %s it lives and is never due".formatted(sample.at()));
        }
        Duration half = interval.dividedBy(2);
        if (due.plus(half).isBefore(sample.at())) {
            return Optional.of("at %s it had been due since %s".formatted(sample.at(), due));
        }
        Instant refreshed = sample.lastRefreshedAt();
        Duration longest = interval.plus(interval.dividedBy(JITTER)).plus(half);
        if (refreshed != null
                && sample.failures() == 0
                && refreshed.plus(longest).isBefore(sample.at())) {
            return Optional.of(
                    "at %s its last refresh was at %s, and nothing had failed".formatted(sample.at(), refreshed));
        }
        return Optional.empty();
    }
}
