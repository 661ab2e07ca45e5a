package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BackoffTest {

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 2, 5, 10, 63, 64, 1_000_000})
    void growsFromAMinuteToAnHourAndAQuarterAtTheMost(int failures) {
        Duration wait = Backoff.afterAmbiguous(failures);
        long least = Math.min(3600, 60L << Math.min(failures, 10));
        assertThat(wait).isBetween(Duration.ofSeconds(least), Duration.ofSeconds(least + least / 4 + 1));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 9, 1_000})
    void isShorterWhenNothingWasSentButNeverLongerThanAnHourAndAQuarter(int failures) {
        assertThat(Backoff.afterNotSent(failures))
                .isBetween(Duration.ofSeconds(10), Duration.ofMinutes(75).plusSeconds(1));
    }
}
