package dev.linkhub.ring;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RateShareTest {

    private static final long MILLI = 1_000_000;

    private final List<Integer> asked = new ArrayList<>();
    private long now = 5_000 * MILLI;
    private int halfSecond = 7;
    private int left = 8;
    private long nanosLeft = 500 * MILLI;
    private final RateShare share = new RateShare(() -> now);

    @Test
    void whatIsNotUsedAtOnceIsUsedNextWithoutAsking() throws Exception {
        assertThat(share.take(3, 6, 0, this::answer)).isEqualTo(3);
        assertThat(share.take(5, 0, 0, this::answer)).isEqualTo(3);
        assertThat(asked).containsExactly(6);
    }

    @Test
    void onceAHalfSecondIsUsedUpNobodyAsksBeforeTheNext() throws Exception {
        assertThat(share.take(20, 0, 0, this::answer)).isEqualTo(8);
        now += 499 * MILLI;
        assertThat(share.take(20, 0, 0, this::answer)).isZero();
        assertThat(share.nanosToNextAsk()).isEqualTo(MILLI);
        assertThat(asked).hasSize(1);

        now += MILLI;
        next(8);
        assertThat(share.take(20, 0, 0, this::answer)).isEqualTo(8);
        assertThat(asked).hasSize(2);
    }

    @Test
    void whileThereIsMoreItIsAskedForAsMuchAsWasUsedSoFar() throws Exception {
        left = 1_000;
        for (int i = 0; i < 64; i++) {
            assertThat(share.take(1, 0, 0, this::answer)).isEqualTo(1);
        }
        assertThat(asked).containsExactly(1, 1, 2, 4, 8, 16, 32);

        now += 500 * MILLI;
        next(1_000);
        asked.clear();
        for (int i = 0; i < 64; i++) {
            assertThat(share.take(1, 0, 0, this::answer)).isEqualTo(1);
        }
        assertThat(asked).as("one statement for an even demand").containsExactly(64);
    }

    @Test
    void aDemandOfLongAgoIsNotLookedAheadTo() throws Exception {
        left = 1_000;
        share.take(300, 0, 0, this::answer);
        now += 60_000 * MILLI;
        next(1_000);
        share.take(1, 0, 0, this::answer);
        assertThat(asked).containsExactly(300, 1);
    }

    @Test
    void whatIsHeldLapsesWithItsHalfSecond() throws Exception {
        share.take(2, 8, 0, this::answer);
        now += 500 * MILLI;
        next(0);
        assertThat(share.takeHeld(1)).isZero();
        assertThat(share.take(1, 0, 0, this::answer)).isZero();
    }

    @Test
    void whatIsGivenBackIsTakenAgainWithinItsHalfSecondOnly() throws Exception {
        share.take(8, 0, 0, this::answer);
        share.giveBack(5);
        assertThat(share.takeHeld(8)).isEqualTo(5);

        now += 500 * MILLI;
        next(2);
        Thread other = Thread.ofVirtual().start(() -> {
            try {
                share.take(2, 0, 0, this::answer);
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        });
        other.join();
        share.giveBack(5);
        assertThat(share.takeHeld(5)).as("of the half second before").isZero();
    }

    @Test
    void aRestGivesNothing() throws Exception {
        assertThat(share.take(1, 0, 0, most -> new Portion.Rest(java.time.Duration.ofSeconds(9))))
                .isZero();
    }

    private Portion answer(int most) {
        asked.add(most);
        int taken = Math.min(most, left);
        left -= taken;
        return new Portion.Taken(halfSecond, taken, nanosLeft);
    }

    private void next(int permits) {
        halfSecond++;
        left = permits;
    }
}
