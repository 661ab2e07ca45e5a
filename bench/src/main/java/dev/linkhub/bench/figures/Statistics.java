package dev.linkhub.bench.figures;

import java.util.Arrays;
import java.util.Collection;

/** What several runs, or many waits, come to. */
public final class Statistics {

    private Statistics() {}

    /**
     * The middle one; of an even number the mean of the two in the middle.
     *
     * @throws IllegalArgumentException if there are none
     */
    public static double median(Collection<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        if (sorted.length == 0) {
            throw new IllegalArgumentException("there is no median of nothing");
        }
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + sorted[middle]) / 2;
    }

    /**
     * The least value that so many percent do not exceed (nearest rank).
     *
     * @throws IllegalArgumentException if there are none, or for a percentage outside 0 to 100
     */
    public static long percentile(long[] values, double percent) {
        if (values.length == 0 || !(percent >= 0 && percent <= 100)) {
            throw new IllegalArgumentException("no " + percent + "th percentile of " + values.length + " values");
        }
        long[] sorted = values.clone();
        Arrays.sort(sorted);
        int rank = (int) Math.ceil(percent / 100 * sorted.length);
        return sorted[Math.max(rank, 1) - 1];
    }

    /** To so many places: more than the noise of a shared machine allows would only look exact. */
    public static double round(double value, int places) {
        double factor = Math.pow(10, places);
        return Math.round(value * factor) / factor;
    }
}
