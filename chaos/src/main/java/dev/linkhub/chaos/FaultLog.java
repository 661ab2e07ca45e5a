package dev.linkhub.chaos;

import dev.linkhub.chaos.history.InjectedFault;
import dev.linkhub.chaos.history.InjectedFault.Kind;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/** What was really done, when, and to whom. */
final class FaultLog {

    private final InstantSource clock;
    private final List<InjectedFault> faults = new CopyOnWriteArrayList<>();

    FaultLog(InstantSource clock) {
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    void killed(String process, String how) {
        Instant now = now();
        add(new InjectedFault(how + " of " + process, Kind.KILL, now, now, process, Set.of()));
    }

    void stopped(String process, String how, Instant from) {
        add(new InjectedFault(how + " of " + process, Kind.STOP, from, now(), process, Set.of()));
    }

    void unheard(String how, Instant from, Set<String> ringFaults) {
        add(new InjectedFault(how, Kind.LOST_ANSWER, from, now(), null, ringFaults));
    }

    void harmless(String how, Instant from) {
        add(new InjectedFault(how, Kind.HARMLESS, from, now(), null, Set.of()));
    }

    /** What was planned and met nobody. */
    static void missed(String what) {
        System.out.println("  (nobody came by for " + what + ")");
    }

    List<InjectedFault> all() {
        return List.copyOf(faults);
    }

    private void add(InjectedFault fault) {
        faults.add(fault);
        System.out.println("  " + fault.from() + " " + fault.name());
    }
}
