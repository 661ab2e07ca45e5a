package dev.linkhub.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class StatisticsTest {

    @Test
    void theMedianIsTheMiddleOrTheMeanOfTheTwoInTheMiddle() {
        assertThat(Statistics.median(List.of(9.0, 1.0, 5.0))).isEqualTo(5.0);
        assertThat(Statistics.median(List.of(9.0, 1.0, 5.0, 6.0))).isEqualTo(5.5);
        assertThat(Statistics.median(List.of(3.0))).isEqualTo(3.0);
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.median(List.of()));
    }

    @Test
    void aPercentileIsTheLeastValueThatSoManyDoNotExceed() {
        long[] oneToHundred = LongStream.rangeClosed(1, 100).map(i -> 101 - i).toArray();

        assertThat(Statistics.percentile(oneToHundred, 99)).isEqualTo(99);
        assertThat(Statistics.percentile(oneToHundred, 50)).isEqualTo(50);
        assertThat(Statistics.percentile(oneToHundred, 100)).isEqualTo(100);
        assertThat(Statistics.percentile(oneToHundred, 0)).isEqualTo(1);
        assertThat(Statistics.percentile(new long[] {7}, 99)).isEqualTo(7);
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.percentile(new long[0], 50));
        assertThatIllegalArgumentException().isThrownBy(() -> Statistics.percentile(oneToHundred, 101));
    }

    @Test
    void roundsToPlaces() {
        assertThat(Statistics.round(1.23456, 2)).isEqualTo(1.23);
        assertThat(Statistics.round(1.235, 0)).isEqualTo(1.0);
    }
}
