package dev.linkhub.bench;

import dev.linkhub.bench.figures.Statistics;
import dev.linkhub.bench.stage.BenchFailed;
import java.util.List;

/**
 * What claims cost at one size of the table, all statements of them taken together.
 *
 * @param examinedLooking rows that were examined to find and lock what is due, for each grant that was then leased
 * @param examinedLeasing rows that were examined to lease it
 * @param microsPerClaimed what the server took for both
 * @param refreshedPerSecond while it drained
 */
record ClaimFigures(
        int grants,
        long claimed,
        double examinedLooking,
        double examinedLeasing,
        double microsPerClaimed,
        double refreshedPerSecond,
        double peakRssMib,
        Plan lookPlan,
        Plan leasePlan) {

    private static final int FEWEST_CLAIMED = 50;

    /** From what the server has logged. */
    static ClaimFigures of(
            int grants,
            List<SlowLog.Entry> entries,
            double refreshedPerSecond,
            double peakRssMib,
            Plan look,
            Plan lease) {
        long claimed = entries.stream()
                .filter(SlowLog.Entry::isLease)
                .mapToLong(SlowLog.Entry::affected)
                .sum();
        if (claimed < FEWEST_CLAIMED) {
            throw new BenchFailed("Only " + claimed + " grants were claimed while " + grants + " were there");
        }
        double seconds = entries.stream()
                .filter(entry -> entry.isLease() || entry.isClaimLook())
                .mapToDouble(SlowLog.Entry::seconds)
                .sum();
        return new ClaimFigures(
                grants,
                claimed,
                Statistics.round(
                        examined(entries.stream()
                                        .filter(SlowLog.Entry::isClaimLook)
                                        .toList())
                                / claimed,
                        3),
                Statistics.round(
                        examined(entries.stream().filter(SlowLog.Entry::isLease).toList()) / claimed, 3),
                Statistics.round(seconds * 1e6 / claimed, 2),
                Statistics.round(refreshedPerSecond, 1),
                Statistics.round(peakRssMib, 1),
                look,
                lease);
    }

    private static double examined(List<SlowLog.Entry> entries) {
        return entries.stream().mapToLong(SlowLog.Entry::examined).sum();
    }
}
