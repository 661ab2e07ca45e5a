package dev.linkhub.bench;

import dev.linkhub.bench.figures.Statistics;

/**
 * What idle tenants cost a worker.
 *
 * @param shareOfCore of one processor core, 0.05 being 5 %
 * @param databaseShareOfCore what the database server used meanwhile
 */
record IdleResults(
        int tenants,
        double shareOfCore,
        double databaseShareOfCore,
        double statementsPerSecond,
        double peakRssMib,
        double aimBelow,
        boolean reached) {

    private static final double BELOW = 0.05;

    static IdleResults of(
            int tenants, double shareOfCore, double databaseShare, double statementsPerSecond, double peakRssMib) {
        return new IdleResults(
                tenants,
                Statistics.round(shareOfCore, 4),
                Statistics.round(databaseShare, 4),
                statementsPerSecond,
                Statistics.round(peakRssMib, 1),
                BELOW,
                shareOfCore < BELOW);
    }
}
