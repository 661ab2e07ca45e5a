package dev.linkhub.bench;

import dev.linkhub.bench.figures.Statistics;
import java.util.List;

/**
 * How long small tenants wait beside a large one, and without it. All times in milliseconds.
 *
 * @param p99AloneMs of each run without the large one
 * @param p99BesideMs of each run with it
 */
record FairnessResults(
        List<Double> p99AloneMs,
        List<Double> p99BesideMs,
        double medianAloneMs,
        double medianBesideMs,
        double timesAlone,
        double aimAtMost,
        boolean reached) {

    private static final double AT_MOST_TIMES = 2;

    FairnessResults {
        p99AloneMs = List.copyOf(p99AloneMs);
        p99BesideMs = List.copyOf(p99BesideMs);
    }

    static FairnessResults of(List<Double> alone, List<Double> beside) {
        double medianAlone = Statistics.median(alone);
        double medianBeside = Statistics.median(beside);
        double times = medianBeside / medianAlone;
        return new FairnessResults(
                alone,
                beside,
                medianAlone,
                medianBeside,
                Statistics.round(times, 2),
                AT_MOST_TIMES,
                times <= AT_MOST_TIMES);
    }
}
