package dev.linkhub.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FormTest {

    @ParameterizedTest
    @ValueSource(ints = {4, 10, 20, 60})
    void eachRunOfAnOperatorAsksForTwoHundredHangingRefreshesAndAnswersWithinASecond(int minutes) {
        Form form = Form.ofMinutes(minutes);
        assertThat(form.probe()).isEqualTo(new Form.Probe(200, Duration.ofSeconds(1)));
        assertThat(form.size().linked() + form.size().unclaimed()).isGreaterThanOrEqualTo(200);
    }

    @Test
    void theShortRunHasThatPartToo() {
        assertThat(Form.shortened().probe().hanging()).isPositive();
    }
}
