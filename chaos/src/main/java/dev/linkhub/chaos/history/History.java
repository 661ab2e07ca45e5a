package dev.linkhub.chaos.history;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Everything that is known after a run, each list in order of time.
 *
 * @param accounts Ring's account of each grant
 * @param api null if this was not part of the run
 */
public record History(
        Rules rules,
        List<JournalLine> journal,
        AtRing ring,
        AtHub hub,
        List<InjectedFault> faults,
        Map<String, String> accounts,
        @Nullable ApiProbe api) {

    /** What the simulated Ring saw and did. */
    public record AtRing(List<RingCall> calls, List<SpentReceipt> spent, List<Revocation> revocations) {

        public AtRing {
            calls = calls.stream().sorted(Comparator.comparing(RingCall::at)).toList();
            spent = spent.stream()
                    .sorted(Comparator.comparing(SpentReceipt::at))
                    .toList();
            revocations = List.copyOf(revocations);
        }
    }

    /** What the hub said and stored. */
    public record AtHub(
            List<GrantSample> samples, List<AttemptRow> attempts, List<LinkNote> notes, List<HandOut> handOuts) {

        public AtHub {
            samples = samples.stream()
                    .sorted(Comparator.comparing(GrantSample::at))
                    .toList();
            attempts = List.copyOf(attempts);
            notes = notes.stream().sorted(Comparator.comparing(LinkNote::id)).toList();
            handOuts = handOuts.stream()
                    .sorted(Comparator.comparing(HandOut::answeredAt))
                    .toList();
        }
    }

    public History {
        journal = journal.stream().sorted(Comparator.comparing(JournalLine::at)).toList();
        faults = faults.stream()
                .sorted(Comparator.comparing(InjectedFault::from))
                .toList();
        accounts = Map.copyOf(accounts);
    }

    /** When the last fault was over. */
    Optional<Instant> lastFaultEnd() {
        return faults.stream().map(InjectedFault::until).max(Comparator.naturalOrder());
    }

    /** Whether a grant was held to be broken just before a moment, and still just after it. */
    boolean isCondemned(String grant, Instant moment) {
        boolean before = false;
        for (GrantSample sample : hub.samples()) {
            if (sample.grant().equals(grant)) {
                if (sample.at().isAfter(moment)) {
                    return before && sample.unhealthy() != null;
                }
                before = sample.unhealthy() != null;
            }
        }
        return before;
    }

    Optional<String> account(String grant) {
        return Optional.ofNullable(accounts.get(grant));
    }

    /** Any of the account's grants; empty if it has none. */
    Optional<String> grantOf(String account) {
        return accounts.entrySet().stream()
                .filter(entry -> entry.getValue().equals(account))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
