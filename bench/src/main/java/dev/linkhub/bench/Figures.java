package dev.linkhub.bench;

import static dev.linkhub.bench.figures.Statistics.round;

import dev.linkhub.bench.figures.Statistics;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * What one contestant came to at one latency.
 *
 * @param cpuMsPerGrant of its own process, or processes together
 * @param statementsPerGrant as the server counts them
 * @param peakRssMib of its own processes together
 * @param databaseCpuMsPerGrant of the database server, for comparison
 * @param simulatorCpuMsPerGrant of the simulated Ring, for comparison
 */
record Figures(
        double grantsPerSecond,
        double cpuMsPerGrant,
        double statementsPerGrant,
        double peakRssMib,
        double databaseCpuMsPerGrant,
        double simulatorCpuMsPerGrant) {

    /** Each figure's median over the rounds. */
    static Figures medianOf(List<Figures> rounds) {
        return new Figures(
                round(median(rounds, Figures::grantsPerSecond), 1),
                round(median(rounds, Figures::cpuMsPerGrant), 4),
                round(median(rounds, Figures::statementsPerGrant), 3),
                round(median(rounds, Figures::peakRssMib), 1),
                round(median(rounds, Figures::databaseCpuMsPerGrant), 4),
                round(median(rounds, Figures::simulatorCpuMsPerGrant), 4));
    }

    private static double median(List<Figures> rounds, ToDoubleFunction<Figures> figure) {
        return Statistics.median(rounds.stream().map(figure::applyAsDouble).toList());
    }
}
