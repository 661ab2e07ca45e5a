package dev.linkhub.ring;

import java.time.Duration;

/** What the statement of {@link SharedRate} does to its row, for properties that need more turns than a database has time for. */
final class RateModel {

    static final long HALF_SECOND = 500_000;

    private long allTo;
    private long backgroundTo;
    private long notBefore = Long.MIN_VALUE;

    /** Takes at so many microseconds since 2020. */
    Portion take(int rate, long micros, boolean background, int wanted, int owed) {
        if (notBefore > micros) {
            return new Portion.Rest(Duration.ofNanos((notBefore - micros) * 1000));
        }
        long half = micros / HALF_SECOND;
        long from = first(rate, half);
        long end = first(rate, half + 1);
        long allFrom = allTo >= from && allTo <= end + 5L * rate ? allTo : from;
        long backgroundFrom = backgroundTo >= from * 4 / 5 && backgroundTo <= end * 4 / 5 ? backgroundTo : from * 4 / 5;
        long most = background ? Math.min(end - allFrom, end * 4 / 5 - backgroundFrom) : end - allFrom;
        int taken = (int) Math.max(0, Math.min(wanted, most));
        allTo = Math.min(allFrom + taken + owed, end + 5L * rate);
        backgroundTo = backgroundFrom + (background ? taken : 0);
        return new Portion.Taken((int) (half % 1024), taken, (HALF_SECOND - micros % HALF_SECOND) * 1000);
    }

    void rest(long untilMicros) {
        notBefore = Math.max(notBefore, untilMicros);
    }

    /** The number of the half second's first permit. */
    static long first(int rate, long half) {
        return half * rate / 2;
    }

    /** The most that one half second has. */
    static int portion(int rate) {
        return (rate + 1) / 2;
    }
}
