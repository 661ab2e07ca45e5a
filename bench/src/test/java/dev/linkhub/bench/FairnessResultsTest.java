package dev.linkhub.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FairnessResultsTest {

    @Test
    void judgesByTheMediansOfTheRuns() {
        FairnessResults results =
                FairnessResults.of(List.of(600.0, 5_000.0, 610.0, 590.0, 620.0), List.of(900.0, 1_220.0, 1_000.0));

        assertThat(results.medianAloneMs()).isEqualTo(610);
        assertThat(results.medianBesideMs()).isEqualTo(1_000);
        assertThat(results.timesAlone()).isEqualTo(1.64);
        assertThat(results.reached()).isTrue();
    }

    @Test
    void moreThanTwiceIsTooMuch() {
        assertThat(FairnessResults.of(List.of(600.0), List.of(1_201.0)).reached())
                .isFalse();
        assertThat(FairnessResults.of(List.of(600.0), List.of(1_200.0)).reached())
                .isTrue();
    }
}
