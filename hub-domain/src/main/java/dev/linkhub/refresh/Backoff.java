package dev.linkhub.refresh;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;

/** How long to leave a grant be after an attempt that settled nothing. */
final class Backoff {

    /** After an ambiguous end: an earlier send may still commit at Ring, so not before this. */
    static final Duration LEAST_IF_AMBIGUOUS = Duration.ofMinutes(1);

    private static final Duration LEAST_IF_NOT_SENT = Duration.ofSeconds(10);
    private static final Duration MOST = Duration.ofHours(1);
    private static final int MOST_DOUBLINGS = 10;

    private Backoff() {}

    /** After an end where Ring may or may not have done it: 60 s and up to a quarter more, doubling to an hour. */
    static Duration afterAmbiguous(int failures) {
        return of(LEAST_IF_AMBIGUOUS, failures);
    }

    /** After a request that never left: 10 s and up to a quarter more, doubling to an hour. */
    static Duration afterNotSent(int failures) {
        return of(LEAST_IF_NOT_SENT, failures);
    }

    private static Duration of(Duration least, int failures) {
        Duration grown = least.multipliedBy(1L << Math.min(failures, MOST_DOUBLINGS));
        Duration capped = grown.compareTo(MOST) > 0 ? MOST : grown;
        return capped.plusMillis(ThreadLocalRandom.current().nextLong(capped.toMillis() / 4 + 1));
    }
}
