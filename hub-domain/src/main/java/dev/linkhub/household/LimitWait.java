package dev.linkhub.household;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** How long a limit keeps somebody waiting. */
final class LimitWait {

    private static final Duration SHORTEST = Duration.ofSeconds(1);

    private LimitWait() {}

    /** Whole seconds, at least one: also where the end is over or forgotten by now. */
    static Duration until(Optional<Instant> end, Instant now) {
        return end.map(then -> Duration.between(now, then).plusMillis(999).truncatedTo(ChronoUnit.SECONDS))
                .filter(Duration::isPositive)
                .orElse(SHORTEST);
    }
}
