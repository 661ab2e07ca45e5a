package dev.linkhub.simulator.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RandomTextTest {

    @Test
    void hasTheLengthAskedForAndNoCharacterMoreOftenThanOthers() {
        assertThat(RandomText.base62(0)).isEmpty();
        assertThat(RandomText.base62(1)).matches("[0-9A-Za-z]");
        String long1 = RandomText.base62(620_000);
        assertThat(long1).hasSize(620_000).isNotEqualTo(RandomText.base62(620_000));

        Map<Integer, Long> counts =
                long1.chars().boxed().collect(Collectors.groupingBy(Function.identity(), Collectors.counting()));

        // 10,000 are expected of each; the standard deviation is 100.
        assertThat(counts)
                .hasSize(62)
                .allSatisfy((character, count) -> assertThat(count).isBetween(9_000L, 11_000L));
    }
}
