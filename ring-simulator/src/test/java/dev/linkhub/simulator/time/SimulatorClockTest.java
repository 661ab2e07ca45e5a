package dev.linkhub.simulator.time;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.simulator.time.TimeChange.Goal;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SimulatorClockTest {

    private static final Instant START = Instant.parse("2026-07-06T11:11:00Z");

    private Instant real = START;
    private final SimulatorClock clock = new SimulatorClock(() -> real);

    @Test
    void runsAtItsSpeedFromWhereItIs() {
        pass("PT10S");
        run(60);
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(10));

        pass("PT0.000000001S");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(10).plusNanos(60));
        pass("PT59.999999999S");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(10 + 3_600));

        run(1);
        pass("PT1S");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(10 + 3_601));
        assertThat(clock.read().offset()).isEqualTo(Duration.ofMinutes(59));
    }

    @Test
    void standsStillAndStillMoves() {
        pass("PT7S");
        freeze(true);
        pass("PT1H");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(7));

        go(new Goal.By(Duration.ofSeconds(30)));
        pass("PT1H");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(37));

        go(new Goal.At(START));
        assertThat(clock.instant()).isEqualTo(START);

        freeze(false);
        pass("PT1S");
        assertThat(clock.instant()).isEqualTo(START.plusSeconds(1));
    }

    @Test
    void frozenKeepsItsSpeedForLater() {
        run(60);
        freeze(true);
        pass("PT1S");
        freeze(false);
        pass("PT1S");

        assertThat(clock.instant()).isEqualTo(START.plusSeconds(60));
    }

    @Test
    void anOffsetIsFromRealTimeWhateverThePace() {
        run(60);
        pass("PT1M");
        go(new Goal.Offset(Duration.ofHours(-2)));

        assertThat(clock.instant()).isEqualTo(real.minusSeconds(7_200));
        pass("PT1S");
        assertThat(clock.instant()).isEqualTo(real.minusSeconds(7_200).plusSeconds(59));
    }

    @Test
    void forgettingSetsItRight() {
        run(60);
        freeze(true);
        pass("PT1M");
        clock.forget();
        pass("PT1S");

        assertThat(clock.read()).isEqualTo(new SimulatorClock.Reading(real, Duration.ZERO, Pace.REAL));
    }

    @ParameterizedTest
    @CsvSource({
        "60, PT1H, PT1M",
        "60, PT1S, PT0.016666667S",
        "60, PT0.000000001S, PT0.000000001S",
        "86400, PT24H, PT1S",
        "1, PT5S, PT5S",
        "7, PT-1S, PT0S",
    })
    void whatIsDueIsWaitedForInRealTimeAndNeverTooShort(int speed, Duration until, Duration wait) {
        run(speed);
        Instant due = clock.instant().plus(until);

        assertThat(clock.realTimeUntil(due)).contains(wait);

        real = real.plus(wait);
        assertThat(clock.instant()).isAfterOrEqualTo(due);
    }

    @Test
    void nothingToComeIsDueWhileTimeStandsStill() {
        freeze(true);

        assertThat(clock.realTimeUntil(START.plusSeconds(1))).isEmpty();
        assertThat(clock.realTimeUntil(START)).contains(Duration.ZERO);
    }

    private void pass(String duration) {
        real = real.plus(Duration.parse(duration));
    }

    private void run(int speed) {
        clock.set(new TimeChange(new Goal.Stay(), Optional.of(speed), Optional.empty()));
    }

    private void freeze(boolean frozen) {
        clock.set(new TimeChange(new Goal.Stay(), Optional.empty(), Optional.of(frozen)));
    }

    private void go(Goal goal) {
        clock.set(new TimeChange(goal, Optional.empty(), Optional.empty()));
    }
}
