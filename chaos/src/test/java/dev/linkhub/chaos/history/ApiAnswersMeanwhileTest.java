package dev.linkhub.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ApiAnswersMeanwhileTest {

    private static final Promise PROMISE = new ApiAnswersMeanwhile();

    @Test
    void slowAnswersBreakIt() {
        assertThat(new Story().api(200, 0, calls(98, 2)).against(PROMISE))
                .singleElement()
                .satisfies(one -> assertThat(one.what()).contains("p99 of 100 calls was PT1.5S"));
    }

    @Test
    void oneInAHundredMayBeSlow() {
        assertThat(new Story().api(200, 0, calls(99, 1)).against(PROMISE)).isEmpty();
    }

    @Test
    void anAnswerThatDoesNotComeBreaksIt() {
        assertThat(new Story().api(200, 1, calls(100, 0)).against(PROMISE)).hasSize(1);
        assertThat(new Story().api(200, 0, List.of()).against(PROMISE)).hasSize(1);
    }

    @Test
    void refreshesThatDoNotHangProveNothing() {
        assertThat(new Story().api(199, 0, calls(100, 0)).against(PROMISE)).hasSize(1);
    }

    @Test
    void aRunWithoutThisPartSaysNothingOfIt() {
        assertThat(new Story().against(PROMISE)).isEmpty();
    }

    private static List<Duration> calls(int quick, int slow) {
        List<Duration> calls = new ArrayList<>(Collections.nCopies(slow, Duration.ofMillis(1_500)));
        calls.addAll(Collections.nCopies(quick, Duration.ofMillis(40)));
        return calls;
    }
}
