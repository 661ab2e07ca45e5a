package dev.linkhub.ring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.testing.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AppBreakerTest {

    private static final Duration REST = Duration.ofSeconds(30);

    private final MovableClock clock = new MovableClock();
    private final AppBreaker breaker = new AppBreaker(clock);

    @Test
    void opensWhenHalfOfTwentyCallsGotNoAnswerAndSaysUntilWhen() {
        for (int i = 0; i < 10; i++) {
            breaker.silent();
        }
        for (int i = 0; i < 9; i++) {
            breaker.answered();
        }
        assertThat(breaker.letsThrough()).isTrue();
        assertThat(breaker.restsUntil()).isBefore(clock.instant());

        breaker.answered();
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
        assertThat(breaker.letsThrough()).isFalse();
        assertThat(breaker.restsUntil()).isEqualTo(clock.instant().plus(REST));
        clock.advance(Duration.ofSeconds(10));
        breaker.silent();
        assertThat(breaker.restsUntil())
                .as("late news prolong nothing")
                .isEqualTo(clock.instant().plusSeconds(20));
    }

    @Test
    void afterTheRestOneProbeIsOutAtATimeAndItsAnswerClosesIt() {
        open();
        clock.advance(REST);
        assertThat(breaker.letsThrough()).isTrue();
        assertThat(breaker.state()).isEqualTo(BreakerState.PROBING);
        assertThat(breaker.letsThrough()).as("while the first is out").isFalse();
        breaker.answered();
        assertThat(breaker.state()).isEqualTo(BreakerState.CLOSED);
        assertThat(breaker.letsThrough()).isTrue();
    }

    @Test
    void aProbeInVainBeginsAnotherRest() {
        open();
        clock.advance(REST);
        assertThat(breaker.letsThrough()).isTrue();
        breaker.silent();
        assertThat(breaker.letsThrough()).isFalse();
        assertThat(breaker.restsUntil()).isEqualTo(clock.instant().plus(REST));
    }

    @Test
    void aProbeThatIsNotMadeIsThereForTheNextAndOneNeverHeardOfAfterAnotherRest() {
        open();
        clock.advance(REST);
        assertThat(breaker.letsThrough()).isTrue();
        breaker.giveBackProbe();
        assertThat(breaker.letsThrough()).isTrue();
        clock.advance(REST.minusMillis(1));
        assertThat(breaker.letsThrough()).isFalse();
        clock.advance(Duration.ofMillis(1));
        assertThat(breaker.letsThrough()).isTrue();
    }

    private void open() {
        for (int i = 0; i < 20; i++) {
            breaker.silent();
        }
        assertThat(breaker.state()).isEqualTo(BreakerState.OPEN);
    }
}
