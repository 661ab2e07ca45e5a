package dev.linkhub.chaos.history;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GenerationsOnlyRiseTest {

    private static final Promise PROMISE = new GenerationsOnlyRise();

    @Test
    void aStoredGenerationThatFallsBreaksIt() {
        assertThat(new Story()
                        .sample(1, "a", 6, 50)
                        .sample(2, "a", 7, 50)
                        .sample(3, "a", 6, 50)
                        .sample(4, "a", 6, 50)
                        .against(PROMISE))
                .singleElement()
                .satisfies(one -> assertThat(one.what()).contains("generation 6", "after 7"));
    }

    @Test
    void itMayStayAndEachGrantHasItsOwn() {
        assertThat(new Story()
                        .sample(1, "a", 7, 50)
                        .sample(1, "b", 3, 50)
                        .sample(2, "a", 7, 50)
                        .sample(2, "b", 4, 50)
                        .against(PROMISE))
                .isEmpty();
    }

    @Test
    void anAnswerOlderThanOneThatWasCompleteBreaksIt() {
        assertThat(new Story()
                        .handedOut(1, 2, "a", 7, true)
                        .handedOut(3, 4, "a", 6, true)
                        .against(PROMISE))
                .hasSize(1);
    }

    @Test
    void ofAnswersAtTheSameTimeEitherMayBeOlder() {
        assertThat(new Story()
                        .handedOut(1, 3, "a", 7, true)
                        .handedOut(2, 4, "a", 6, true)
                        .against(PROMISE))
                .isEmpty();
    }
}
