package dev.linkhub.chaos.history;

import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What was done to the hub, to Ring or to what is between.
 *
 * @param process whom it struck; null for a fault of Ring or of the network
 * @param ringFaults the simulator's ids of the faults that were set
 */
public record InjectedFault(
        String name,
        Kind kind,
        Instant from,
        Instant until,
        @Nullable String process,
        Set<String> ringFaults) {

    public InjectedFault {
        ringFaults = Set.copyOf(ringFaults);
    }

    /** What it does to a refresh that is under way. */
    public enum Kind {
        /** The process ends without a word. */
        KILL,
        /** The process stands still for a while. */
        STOP,
        /** The call may have been done, and its answer is not heard. */
        LOST_ANSWER,
        /** Nothing that Ring did can go unheard for it. */
        HARMLESS
    }

    /** Whether it can leave a process not knowing what Ring did. */
    boolean isAmbiguous() {
        return kind != Kind.HARMLESS;
    }

    /** Whether the named process was killed or stopped in this time. */
    boolean interrupted(String named, Instant start, Instant end) {
        boolean ends = kind == Kind.KILL || kind == Kind.STOP;
        return ends && named.equals(process) && !from.isAfter(end) && !until.isBefore(start);
    }
}
