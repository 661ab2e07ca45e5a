package dev.linkhub.refresh;

import dev.linkhub.setting.InvalidSetting;
import dev.linkhub.setting.Ranges;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import java.time.Duration;

/** {@code HUB_REFRESH_LEASE}, {@code HUB_REFRESH_DEADLINE}, {@code HUB_REFRESH_QUARANTINE}, {@code HUB_REFRESH_IN_FLIGHT}. */
@Context
final class RefreshSettings {

    /** What the write-back gets of a lease after the longest call. */
    private static final Duration WRITE_MARGIN = Duration.ofSeconds(5);

    /** Between claim and send; with less a busy process would send nothing and put grant after grant in doubt. */
    private static final Duration SHORTEST_WINDOW = Duration.ofSeconds(1);

    private static final Duration SHORTEST_DEADLINE = Duration.ofSeconds(1);
    private static final Duration LONGEST_LEASE = Duration.ofMinutes(10);

    private final Duration lease;
    private final Duration deadline;
    private final Duration quarantine;
    private final int inFlight;

    RefreshSettings(
            @Property(name = "hub.refresh-lease", defaultValue = "PT30S") String lease,
            @Property(name = "hub.refresh-deadline", defaultValue = "PT10S") String deadline,
            @Property(name = "hub.refresh-quarantine", defaultValue = "PT10M") String quarantine,
            @Property(name = "hub.refresh-in-flight", defaultValue = "256") String inFlight) {
        this.deadline = Ranges.duration("hub.refresh-deadline", deadline, SHORTEST_DEADLINE, Duration.ofMinutes(1));
        this.lease = Ranges.duration("hub.refresh-lease", lease, leastLease(SHORTEST_DEADLINE), LONGEST_LEASE);
        this.quarantine =
                Ranges.duration("hub.refresh-quarantine", quarantine, Duration.ofSeconds(1), Duration.ofDays(2));
        this.inFlight = Ranges.number("hub.refresh-in-flight", inFlight, 1, 4_096);
        Duration least = leastLease(this.deadline);
        if (this.lease.compareTo(least) < 0) {
            throw new InvalidSetting(
                    "hub.refresh-lease",
                    lease,
                    "%s to %s: HUB_REFRESH_DEADLINE, 5 s to write and at least 1 s to send"
                            .formatted(least, LONGEST_LEASE));
        }
    }

    private static Duration leastLease(Duration deadline) {
        return deadline.plus(WRITE_MARGIN).plus(SHORTEST_WINDOW);
    }

    /** How long one process alone may refresh a grant. */
    Duration lease() {
        return lease;
    }

    /** How long a call to Ring may take, from the first byte to the last. */
    Duration deadline() {
        return deadline;
    }

    /** How long a grant rests whose owner's lease ran out without an outcome. */
    Duration quarantine() {
        return quarantine;
    }

    /** How long after a claim a request may still be written. */
    Duration sendWithin() {
        return lease.minus(deadline).minus(WRITE_MARGIN);
    }

    /** How many refreshes this process may have on the wire at once. */
    int inFlight() {
        return inFlight;
    }

    /**
     * How many more may be claimed by then. They wait for one of those on the wire, at most as long as a call may take; where a
     * lease leaves no time for that, none.
     */
    int ahead() {
        return sendWithin().compareTo(deadline) < 0 ? 0 : inFlight / 2;
    }
}
