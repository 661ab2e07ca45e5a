package dev.linkhub.refresh;

import java.time.Instant;
import java.util.Optional;

/**
 * How many lanes a tenant has: one, and a second from a slice that was not enough until nothing is due. Two saturate a
 * database. Between an end of the second and its next start lies at least a whole slice of grants that fell due.
 */
final class LaneCount {

    private LaneCount() {}

    /** Not when a slice ran out of time: what it lacked then was slots, permits or a faster Ring. */
    static boolean needsSecond(Slice slice, boolean isMoreDue) {
        return isMoreDue && slice.isUsedUp();
    }

    /** When the second lane goes on; empty when it has done its part. */
    static Optional<Instant> second(boolean isMoreDue, Instant now) {
        return isMoreDue ? Optional.of(now) : Optional.empty();
    }
}
