package dev.linkhub.refresh;

import dev.linkhub.measure.AppKey;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What waits at one app, by the database's clock. The last three are looked for among the grants that fall due within 80 minutes,
 * where all of them are but for a longer quarantine, and 3,000 at most: with more than that they are at least so many.
 *
 * @param paused whether nothing of it is refreshed: its credentials are refused, missing, or it is frozen
 * @param nextDueAt when the first of its grants falls or fell due; null if none ever does
 * @param due how many are due, {@link #MOST_COUNTED} at most
 * @param lag for how long the first of them has been due; zero if none is
 * @param inDoubt how many rest after a refresh whose outcome is not known
 * @param quarantined how many of these rest because the lease ran out without an outcome: their process died or stalled
 * @param suspects how many verdicts are held because so many of the app came at once
 */
public record Backlog(
        AppKey app,
        boolean paused,
        @Nullable Instant nextDueAt,
        int due,
        Duration lag,
        int inDoubt,
        int quarantined,
        int suspects) {

    /** More than that are counted as that many. */
    public static final int MOST_COUNTED = 100_000;

    /** Whether there is nothing to tell. */
    boolean isEmpty() {
        return due == 0 && inDoubt == 0 && suspects == 0;
    }
}
