package dev.linkhub.simulator.fault;

import dev.linkhub.simulator.api.Call;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.secret.RandomText;
import dev.linkhub.simulator.trace.Counter;
import dev.linkhub.simulator.trace.Counters;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults in wait, oldest first; the oldest that fits strikes, and one of a share only where its lot says so. */
public final class Faults {

    /**
     * A fault in wait; {@code remaining} calls will be struck, any number if 0. {@code seen} calls in its scope have
     * come by, struck or spared.
     */
    public record Armed(String id, Fault fault, int remaining, long seen) {

        private boolean isUnlimited() {
            return remaining == 0;
        }

        private boolean strikesNext() {
            return fault.share() == null || fault.share().strikes(seen);
        }

        private Armed spared() {
            return new Armed(id, fault, remaining, seen + 1);
        }

        private Armed struck() {
            return new Armed(id, fault, isUnlimited() ? 0 : remaining - 1, seen + 1);
        }
    }

    private final Counters counters;
    private final List<Armed> armed = new ArrayList<>();

    public Faults(Counters counters) {
        this.counters = counters;
    }

    /** {@code count}: how many calls to strike, 0 for all until removed. */
    public synchronized Armed add(Fault fault, int count) {
        if (count < 0) {
            throw new Unprocessable("count", "is 0 (until removed) or the number of calls to strike");
        }
        Armed added = new Armed("fault_" + RandomText.base62(8), fault, count, 0);
        armed.add(added);
        return added;
    }

    /** Takes the fault that strikes this call, if any. */
    public synchronized Optional<Armed> strike(Call call) {
        for (int i = 0; i < armed.size(); i++) {
            Armed candidate = armed.get(i);
            if (!candidate.fault().scope().covers(call)) {
                continue;
            }
            if (!candidate.strikesNext()) {
                armed.set(i, candidate.spared());
                continue;
            }
            if (candidate.remaining() == 1) {
                armed.remove(i);
            } else {
                armed.set(i, candidate.struck());
            }
            counters.count(Counter.FAULTS_APPLIED);
            return Optional.of(candidate);
        }
        return Optional.empty();
    }

    public synchronized List<Armed> all() {
        return List.copyOf(armed);
    }

    /**
     * Takes one back.
     *
     * @throws Unprocessable if it is unknown or has struck as often as asked
     */
    public synchronized void remove(String id) {
        if (!armed.removeIf(fault -> fault.id().equals(id))) {
            throw new Unprocessable("fault", "there is no fault '" + id + "' in wait");
        }
    }

    public synchronized void restore(List<Armed> snapshot) {
        armed.clear();
        armed.addAll(snapshot);
    }

    public synchronized void forget() {
        armed.clear();
    }
}
