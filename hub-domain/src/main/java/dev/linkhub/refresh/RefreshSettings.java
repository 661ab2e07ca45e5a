package dev.linkhub.refresh;

import dev.linkhub.setting.InvalidSetting;
import dev.linkhub.setting.Ranges;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import java.time.Duration;

/** {@code HUB_REFRESH_LEASE}, {@code HUB_REFRESH_DEADLINE}, {@code HUB_REFRESH_QUARANTINE}. */
@Context
final class RefreshSettings {

    /** What the write-back gets of a lease after the longest call. */
    private static final Duration WRITE_MARGIN = Duration.ofSeconds(5);

    private final Duration lease;
    private final Duration deadline;
    private final Duration quarantine;

    RefreshSettings(
            @Property(name = "hub.refresh-lease", defaultValue = "PT30S") String lease,
            @Property(name = "hub.refresh-deadline", defaultValue = "PT10S") String deadline,
            @Property(name = "hub.refresh-quarantine", defaultValue = "PT10M") String quarantine) {
        this.deadline = Ranges.duration("hub.refresh-deadline", deadline, Duration.ofSeconds(1), Duration.ofMinutes(1));
        this.lease = Ranges.duration("hub.refresh-lease", lease, Duration.ofSeconds(6), Duration.ofMinutes(10));
        this.quarantine =
                Ranges.duration("hub.refresh-quarantine", quarantine, Duration.ofSeconds(1), Duration.ofDays(2));
        Duration least = this.deadline.plus(WRITE_MARGIN);
        if (this.lease.compareTo(least) < 0) {
            throw new InvalidSetting("hub.refresh-lease", lease, "at least HUB_REFRESH_DEADLINE and 5 s: " + least);
        }
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
}
