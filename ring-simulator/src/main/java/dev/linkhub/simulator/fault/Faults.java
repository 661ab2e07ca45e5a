package dev.linkhub.simulator.fault;

import dev.linkhub.simulator.api.Call;
import dev.linkhub.simulator.problem.Unprocessable;
import dev.linkhub.simulator.secret.RandomText;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The faults in wait, oldest first; the oldest that fits strikes. */
public final class Faults {

    /** A fault in wait; {@code remaining} calls will be struck, any number if 0. */
    public record Armed(String id, Fault fault, int remaining) {

        private boolean isUnlimited() {
            return remaining == 0;
        }
    }

    private final List<Armed> armed = new ArrayList<>();

    /** {@code count}: how many calls to strike, 0 for all until removed. */
    public synchronized Armed add(Fault fault, int count) {
        if (count < 0) {
            throw new Unprocessable("count", "is 0 (until removed) or the number of calls to strike");
        }
        Armed added = new Armed("fault_" + RandomText.base62(8), fault, count);
        armed.add(added);
        return added;
    }

    /** Takes the fault that strikes this call, if any. */
    public synchronized Optional<Armed> strike(Call call) {
        for (int i = 0; i < armed.size(); i++) {
            Armed candidate = armed.get(i);
            if (candidate.fault().scope().covers(call)) {
                if (candidate.remaining() == 1) {
                    armed.remove(i);
                } else if (!candidate.isUnlimited()) {
                    armed.set(i, new Armed(candidate.id(), candidate.fault(), candidate.remaining() - 1));
                }
                return Optional.of(candidate);
            }
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

    public synchronized void forget() {
        armed.clear();
    }
}
