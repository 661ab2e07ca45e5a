package dev.linkhub.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.linkhub.bench.figures.Statistics;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What a comparison came to, and whether the hub is where it is meant to be. */
final class RefreshResults {

    private static final double SHARE_OF_LIMIT = 0.55;
    private static final double SHARE_OF_SCHEDULERS_CPU = 0.2;
    private static final int SLOW_RING_MS = 200;
    private static final double SHARE_OF_LIMIT_AT_SLOW_RING = 0.9;
    private static final double TIMES_LOOP_AT_SLOW_RING = 100;

    private final Map<Contestant, Map<Integer, Figures>> medians = new EnumMap<>(Contestant.class);
    private final Map<Contestant, Map<Integer, List<Figures>>> rounds;
    private final double simulatorCeiling;

    RefreshResults(Map<Contestant, Map<Integer, List<Figures>>> rounds, double simulatorCeiling) {
        this.rounds = rounds;
        this.simulatorCeiling = simulatorCeiling;
        rounds.forEach((contestant, byLatency) -> {
            Map<Integer, Figures> ofContestant = new TreeMap<>();
            byLatency.forEach((latency, figures) -> ofContestant.put(latency, Figures.medianOf(figures)));
            medians.put(contestant, ofContestant);
        });
    }

    /**
     * One thing that is asked of the hub.
     *
     * @param atLeast whether the value must not be below the bound; else it must not be above
     */
    record Aim(String what, double value, double bound, boolean atLeast) {

        @JsonProperty("reached")
        boolean isReached() {
            return atLeast ? value >= bound : value <= bound;
        }

        @Override
        public String toString() {
            return "%s: %.3f, aim %s %s: %s"
                    .formatted(what, value, atLeast ? "≥" : "≤", bound, isReached() ? "reached" : "MISSED");
        }
    }

    /** By contestant and latency in milliseconds, and what is needed to judge them. */
    Map<String, Object> asJson() {
        Map<String, Object> json = new LinkedHashMap<>();
        medians.forEach((contestant, byLatency) -> json.put(contestant.text(), byLatency));
        json.put("aims", aims());
        json.put("simulator_ceiling_per_second", Statistics.round(simulatorCeiling, 1));
        Map<String, Object> each = new LinkedHashMap<>();
        rounds.forEach((contestant, byLatency) -> each.put(contestant.text(), byLatency));
        json.put("rounds", each);
        return json;
    }

    /** Those for which everybody took part who is needed. */
    List<Aim> aims() {
        List<Aim> aims = new ArrayList<>();
        Figures limit = figures(Contestant.LIMIT, 0);
        Figures hub = figures(Contestant.HUB_1, 0);
        if (limit != null && hub != null) {
            aims.add(new Aim(
                    "hub_1 of limit at 0 ms", hub.grantsPerSecond() / limit.grantsPerSecond(), SHARE_OF_LIMIT, true));
            leastSchedulerCpu()
                    .ifPresent(scheduler -> aims.add(new Aim(
                            "hub_1's cpu per grant beyond limit's, of the best scheduler's at 0 ms",
                            (hub.cpuMsPerGrant() - limit.cpuMsPerGrant()) / (scheduler - limit.cpuMsPerGrant()),
                            SHARE_OF_SCHEDULERS_CPU,
                            false)));
        }
        Figures slowLimit = figures(Contestant.LIMIT, SLOW_RING_MS);
        Figures slowHub = figures(Contestant.HUB_1, SLOW_RING_MS);
        if (slowLimit != null && slowHub != null) {
            aims.add(new Aim(
                    "hub_1 of limit at 200 ms",
                    slowHub.grantsPerSecond() / slowLimit.grantsPerSecond(),
                    SHARE_OF_LIMIT_AT_SLOW_RING,
                    true));
        }
        Figures loop = figures(Contestant.LOOP, SLOW_RING_MS);
        if (loop != null && slowHub != null) {
            aims.add(new Aim(
                    "hub_1 in loops at 200 ms",
                    slowHub.grantsPerSecond() / loop.grantsPerSecond(),
                    TIMES_LOOP_AT_SLOW_RING,
                    true));
        }
        return aims;
    }

    private Optional<Double> leastSchedulerCpu() {
        return medians.keySet().stream()
                .filter(Contestant::isScheduler)
                .map(one -> figures(one, 0))
                .filter(figures -> figures != null)
                .map(Figures::cpuMsPerGrant)
                .min(Double::compare);
    }

    private @Nullable Figures figures(Contestant contestant, int latencyMs) {
        Map<Integer, Figures> byLatency = medians.get(contestant);
        return byLatency == null ? null : byLatency.get(latencyMs);
    }
}
