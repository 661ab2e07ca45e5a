package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.function.IntFunction;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;

/** What holds of every backoff, whatever the jitter. */
class BackoffPropertiesTest {

    private static final Duration LONGEST = Duration.ofMinutes(75);

    @Property(tries = 2_000)
    void afterAnAmbiguousEndAMinutePassesAtLeast(@ForAll @IntRange int failures) {
        assertThat(Backoff.afterAmbiguous(failures)).isBetween(Duration.ofMinutes(1), LONGEST);
    }

    @Property(tries = 2_000)
    void afterARequestThatNeverLeftTenSecondsPassAtLeast(@ForAll @IntRange int failures) {
        assertThat(Backoff.afterNotSent(failures)).isBetween(Duration.ofSeconds(10), LONGEST);
    }

    /** A quarter is the most that jitter adds, and each step doubles: no draw of one reaches the next. */
    @Property(tries = 500)
    void eachFailureMakesItLongerUntilAnHourIsReached(@ForAll @IntRange(max = 4) int failures) {
        assertGrows(Backoff::afterAmbiguous, failures);
        assertGrows(Backoff::afterNotSent, failures);
    }

    @Property(tries = 500)
    void fromThenOnItStaysThere(@ForAll @IntRange(min = 9) int failures) {
        assertThat(Backoff.afterAmbiguous(failures)).isBetween(Duration.ofHours(1), LONGEST);
        assertThat(Backoff.afterNotSent(failures)).isBetween(Duration.ofHours(1), LONGEST);
    }

    private static void assertGrows(IntFunction<Duration> backoff, int failures) {
        assertThat(backoff.apply(failures + 1)).isGreaterThan(backoff.apply(failures));
    }
}
