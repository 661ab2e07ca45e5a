package dev.linkhub.bench;

import dev.linkhub.bench.figures.Statistics;

/**
 * Claims in a small table and in a large one.
 *
 * @param timesSlower the server's time for each claimed grant in the large one, by that in the small one
 */
record ClaimResults(
        ClaimFigures small,
        ClaimFigures large,
        double timesSlower,
        boolean samePlan,
        double aimExaminedAtMost,
        double aimTimesSlowerAtMost,
        boolean reached) {

    private static final double EXAMINED_AT_MOST = 2;
    private static final double TIMES_SLOWER_AT_MOST = 3;

    static ClaimResults of(ClaimFigures small, ClaimFigures large) {
        double times = Statistics.round(large.microsPerClaimed() / small.microsPerClaimed(), 2);
        boolean same =
                small.lookPlan().equals(large.lookPlan()) && small.leasePlan().equals(large.leasePlan());
        return new ClaimResults(
                small,
                large,
                times,
                same,
                EXAMINED_AT_MOST,
                TIMES_SLOWER_AT_MOST,
                same && times <= TIMES_SLOWER_AT_MOST && isFrugal(small) && isFrugal(large));
    }

    private static boolean isFrugal(ClaimFigures figures) {
        return figures.examinedLooking() + figures.examinedLeasing() <= EXAMINED_AT_MOST;
    }
}
