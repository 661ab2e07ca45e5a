package dev.linkhub.ring;

import java.time.Duration;

/** What came of asking for a part of an app's rate. */
sealed interface Portion {

    /**
     * Permits, maybe none.
     *
     * @param halfSecond which half second of the database's clock they belong to, modulo 1,024
     * @param permits 0 to as many as were wanted; if fewer, this half second has no more
     * @param nanosLeft of that half second when they were taken; what is not used by then lapses
     */
    record Taken(int halfSecond, int permits, long nanosLeft) implements Portion {}

    /** Ring wants the app to be left alone for so long. */
    record Rest(Duration duration) implements Portion {}
}
