package dev.linkhub.web.ops;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.testing.MovableClock;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullAndEmptySource;

class OperatorSessionsTest {

    private static final String KEY = "an-operator's-key-of-some-length";

    private final MovableClock clock = new MovableClock();
    private final OperatorSessions sessions = new OperatorSessions(KEY, clock);

    @ParameterizedTest
    @NullAndEmptySource
    void withoutAnOperatorKeyNobodyIsAnOperator(String none) {
        OperatorSessions keyless = new OperatorSessions(none, clock);
        assertThat(keyless.start("")).isEmpty();
        assertThat(keyless.start(KEY)).isEmpty();
        assertThat(keyless.isAlive(sessions.start(KEY).orElseThrow())).isFalse();
    }

    @Test
    void onlyTheWholeKeyOpens() {
        assertThat(sessions.start(KEY)).isPresent();
        for (String wrong :
                new String[] {"", " " + KEY, KEY + " ", KEY.substring(1), "A" + KEY.substring(1), "x".repeat(513)}) {
            assertThat(sessions.start(wrong)).as(wrong).isEmpty();
        }
    }

    @Test
    void eachSignInHasItsOwnSessionAndNoneTellsTheKey() {
        String first = sessions.start(KEY).orElseThrow();
        assertThat(sessions.start(KEY).orElseThrow()).isNotEqualTo(first);
        assertThat(first).doesNotContain(KEY);
    }

    @Test
    void anotherProcessWithTheSameKeyKnowsTheSessionAndOneWithAnotherDoesNot() {
        String session = sessions.start(KEY).orElseThrow();
        assertThat(new OperatorSessions(KEY, clock).isAlive(session)).isTrue();
        assertThat(new OperatorSessions(KEY + "2", clock).isAlive(session)).isFalse();
    }

    @Test
    void aSessionLivesFourHours() {
        String session = sessions.start(KEY).orElseThrow();
        clock.advance(Duration.ofHours(4).minusSeconds(1));
        assertThat(sessions.isAlive(session)).isTrue();
        clock.advance(Duration.ofSeconds(1));
        assertThat(sessions.isAlive(session)).isFalse();
    }

    @Test
    void nothingOfASessionCanBeChanged() {
        String session = sessions.start(KEY).orElseThrow();
        for (int i = 0; i < session.length(); i++) {
            char other = session.charAt(i) == '7' ? '8' : '7';
            String forged = session.substring(0, i) + other + session.substring(i + 1);
            assertThat(sessions.isAlive(forged)).as(forged).isFalse();
        }
        assertThat(sessions.isAlive(session + "7")).isFalse();
        assertThat(sessions.isAlive(null)).isFalse();
    }
}
