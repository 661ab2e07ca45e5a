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
 * @param workers how many beside the first process
 * @param faultsFor how long faults are injected
 * @param outage how long the database is away or hangs
 * @param longestPauseMillis between two faults
 * @param probe what the API has to do while refreshes hang
 */
record Form(
        Rules rules,
        Size size,
        int workers,
        Duration faultsFor,
        Duration outage,
        List<FaultKind> kinds,
        int longestPauseMillis,
        Probe probe,
        Breakage breakage) {

    private static final int INTERVALS_AFTERWARDS = 3;

    /**
     * The part with five database connections.
     *
     * @param hanging how many refreshes have to hang; 0: no such part
     * @param limit below which the 99th percentile of the API's answers has to stay
     */
    record Probe(int hanging, Duration limit) {

        static final Probe NONE = new Probe(0, Duration.ofSeconds(1));
    }

    Form {
        kinds = List.copyOf(kinds);
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
        Duration afterwards = rules.interval().multipliedBy(INTERVALS_AFTERWARDS);
        Duration faults = whole.minus(afterwards);
        return new Form(
                rules,
                new Size(4, 1, 24, 216, 6),
                3,
                faults.compareTo(rules.interval()) > 0 ? faults : rules.interval(),
                isLong ? Duration.ofSeconds(60) : Duration.ofSeconds(8),
                List.of(FaultKind.values()),
                5_000,
                new Probe(200, Duration.ofSeconds(1)),
                Breakage.NONE);
    }

    /** As the tests run it. */
    static Form shortened() {
        List<FaultKind> kinds = new ArrayList<>(Arrays.asList(FaultKind.values()));
        // What takes a minute by itself.
        kinds.removeAll(List.of(FaultKind.CLOCK_AHEAD, FaultKind.TAKEOVER, FaultKind.WORKER_COMES_AND_GOES));
        return new Form(
                quick(Duration.ofSeconds(8)),
                new Size(2, 1, 8, 24, 6),
                2,
                Duration.ofSeconds(60),
                Duration.ofSeconds(3),
                kinds,
                500,
                new Probe(20, Duration.ofMinutes(1)),
                Breakage.NONE);
    }

    /** A hub that is broken, and just what shows it. */
    static Form broken(Breakage breakage, Duration faultsFor, FaultKind... kinds) {
        return new Form(
                quick(Duration.ofSeconds(14)),
                new Size(1, 1, 2, 6, 1),
                1,
                faultsFor,
                Duration.ofSeconds(3),
                List.of(kinds),
                200,
                Probe.NONE,
                breakage);
    }

    /** How long to watch after the last fault. */
    Duration watchAfterwards() {
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
