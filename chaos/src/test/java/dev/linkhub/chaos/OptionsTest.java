package dev.linkhub.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void lengthAndSeedAreTaken() {
        Options options = Options.parse(new String[] {"--minutes", "30", "--seed", "7"});
        assertThat(options).isEqualTo(new Options(30, 7));
    }

    @Test
    void withoutThemItIsTenMinutesOfSomeSeed() {
        Options options = Options.parse(new String[0]);
        assertThat(options.minutes()).isEqualTo(10);
        assertThat(options.seed()).isBetween(0L, 1_000_000L);
    }

    @Test
    void whatIsWrongIsSaid() {
        assertThatThrownBy(() -> Options.parse(new String[] {"--minutes", "3"}))
                .hasMessage("--minutes takes a whole number from 4 to 1440, not 3");
        assertThatThrownBy(() -> Options.parse(new String[] {"--seed"}))
                .hasMessageStartingWith("--seed takes a whole number");
        assertThatThrownBy(() -> Options.parse(new String[] {"--seeds"})).hasMessage("there is no option --seeds");
    }
}
