package dev.linkhub.chaos;

import dev.linkhub.chaos.history.Rules;
import dev.linkhub.chaos.inside.Breakage;
import dev.linkhub.chaos.plan.FaultKind;
import dev.linkhub.chaos.world.Size;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * How a run is held.
 *
 * @param watchFor after the last fault
 * @param probe what the API has to do while refreshes hang
 * @param apart whether workers alone are struck, and refresh most of what is due: so that nobody refreshes on demand, in the
 *     same process, what was struck
 */
record Form(Rules rules, Size size, Storm storm, Duration watchFor, Probe probe, Breakage breakage, boolean apart) {

    private static final Duration A_LOOK = Duration.ofSeconds(2);

    /**
     * The part with five database connections.
     *
     * @param hanging how many refreshes have to hang; 0: no such part
     * @param limit below which the 99th percentile of the API's answers has to stay
     */
    record Probe(int hanging, Duration limit) {

        static final Probe NONE = new Probe(0, Duration.ofSeconds(1));
    }

    /**
     * The faults.
     *
     * @param outage how long the database is away or hangs
     * @param longestPauseMillis between two faults
     */
    record Storm(List<FaultKind> kinds, Duration lasting, Duration outage, int longestPauseMillis) {

        Storm {
            kinds = List.copyOf(kinds);
        }
    }

    /** As an operator runs it: all kinds of faults, an interval of four minutes where there is time for it. */
    static Form ofMinutes(int minutes) {
        Duration whole = Duration.ofMinutes(minutes);
        boolean isLong = minutes >= 20;
        Rules rules = isLong
                ? new Rules(
                        Duration.ofMinutes(4), Duration.ofSeconds(20), Duration.ofSeconds(6), Duration.ofSeconds(100))
                : new Rules(
                        Duration.ofSeconds(60), Duration.ofSeconds(14), Duration.ofSeconds(4), Duration.ofSeconds(25));
        Duration watch = untilAllIsWell(rules);
        Duration left = whole.minus(watch);
        return new Form(
                rules,
                new Size(3, 4, 1, 24, 276, 6),
                new Storm(
                        List.of(FaultKind.values()),
                        left.compareTo(rules.interval()) > 0 ? left : rules.interval(),
                        isLong ? Duration.ofSeconds(60) : Duration.ofSeconds(8),
                        5_000),
                watch,
                new Probe(200, Duration.ofSeconds(1)),
                Breakage.NONE,
                false);
    }

    /** As the tests run it. */
    static Form shortened() {
        List<FaultKind> kinds = new ArrayList<>(Arrays.asList(FaultKind.values()));
        // What takes half a minute or more by itself.
        kinds.removeAll(List.of(
                FaultKind.CLOCK_OFF,
                FaultKind.TAKEOVER,
                FaultKind.LOST_ACKNOWLEDGEMENT,
                FaultKind.WORKER_COMES_AND_GOES));
        Rules rules = quick(Duration.ofSeconds(8));
        return new Form(
                rules,
                new Size(2, 2, 1, 8, 24, 6),
                new Storm(kinds, Duration.ofSeconds(60), Duration.ofSeconds(3), 500),
                untilAllIsWell(rules),
                new Probe(8, Duration.ofMinutes(1)),
                Breakage.NONE,
                false);
    }

    /** A hub that is broken, and just what shows it; {@link Breakage#NONE} for the same with one that is not. */
    static Form broken(Breakage breakage, Duration lasting, FaultKind... kinds) {
        Rules rules = quick(Duration.ofSeconds(10));
        // What a fault brings to light is there when the fault is over.
        boolean isSeen = breakage != Breakage.NONE && kinds.length > 0;
        return new Form(
                rules,
                new Size(1, 4, 1, 8, 0, 1_000),
                new Storm(List.of(kinds), lasting, Duration.ofSeconds(3), 200),
                isSeen ? A_LOOK : untilAllIsWell(rules),
                Probe.NONE,
                breakage,
                true);
    }

    /** As long as the promises look, and half an interval more. */
    private static Duration untilAllIsWell(Rules rules) {
        return rules.interval()
                .multipliedBy(2)
                .plus(rules.interval().dividedBy(2))
                .plusSeconds(2);
    }

    private static Rules quick(Duration quarantine) {
        return new Rules(
                quarantine.multipliedBy(2).plusSeconds(4), Duration.ofSeconds(10), Duration.ofSeconds(2), quarantine);
    }
}
