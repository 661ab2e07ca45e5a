package dev.linkhub.chaos.plan;

import dev.linkhub.chaos.plan.FaultKind.Track;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;

/**
 * The faults of a run in their order, two tracks of them. Follows from the seed alone: each deck holds every kind once and is
 * shuffled anew, so that no kind is left out for long. How far a run gets in it is a matter of its length.
 */
public record Plan(long seed, List<PlannedFault> processes, List<PlannedFault> surroundings) {

    private static final int DECKS = 40;
    private static final int TARGETS = 10_000;
    private static final int VARIANTS = 6;

    public Plan {
        processes = List.copyOf(processes);
        surroundings = List.copyOf(surroundings);
    }

    /** Of all kinds. */
    public static Plan of(long seed) {
        return of(seed, List.of(FaultKind.values()), 2_000);
    }

    /**
     * Of these kinds.
     *
     * @param longestPauseMillis between two faults of a track
     */
    public static Plan of(long seed, List<FaultKind> kinds, int longestPauseMillis) {
        Random random = new Random(seed);
        return new Plan(
                seed,
                track(Track.PROCESSES, kinds, random, longestPauseMillis),
                track(Track.SURROUNDINGS, kinds, random, longestPauseMillis));
    }

    /** As it is printed and kept. */
    public String text() {
        return "seed " + seed + "\n" + lines("processes", processes) + lines("surroundings", surroundings);
    }

    private static String lines(String track, List<PlannedFault> faults) {
        StringBuilder lines = new StringBuilder();
        for (int i = 0; i < faults.size(); i++) {
            lines.append("%s %3d %s%n".formatted(track, i + 1, faults.get(i).text()));
        }
        return lines.toString();
    }

    private static List<PlannedFault> track(Track track, List<FaultKind> kinds, Random random, int longestPauseMillis) {
        List<PlannedFault> faults = new ArrayList<>();
        List<FaultKind> deck = new ArrayList<>(Arrays.stream(FaultKind.values())
                .filter(kind -> kind.track() == track && kinds.contains(kind))
                .toList());
        for (int i = 0; i < DECKS; i++) {
            Collections.shuffle(deck, random);
            for (FaultKind kind : deck) {
                faults.add(new PlannedFault(
                        kind,
                        random.nextInt(TARGETS),
                        random.nextInt(VARIANTS),
                        random.nextInt(longestPauseMillis + 1)));
            }
        }
        return faults;
    }
}
