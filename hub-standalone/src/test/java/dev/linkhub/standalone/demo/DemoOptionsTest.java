package dev.linkhub.standalone.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoOptionsTest {

    @TempDir
    Path folder;

    private Path jar;

    @BeforeEach
    void jar() throws IOException {
        jar = Files.createFile(folder.resolve("simulator.jar"));
    }

    @Test
    void takesAnyFreePortAndShowsAllUnlessTold() {
        assertThat(parse()).isEqualTo(new DemoOptions(jar, false, 0));
        assertThat(parse("--headless", "--simulator-port", "8090")).isEqualTo(new DemoOptions(jar, true, 8090));
    }

    @Test
    void saysInOneLineWhatIsWrong() {
        assertThatThrownBy(() -> parse("--keep"))
                .isInstanceOf(DemoFailure.class)
                .hasMessage("demo: there is no option --keep");
        assertThatThrownBy(() -> parse("--simulator-port"))
                .isInstanceOf(DemoFailure.class)
                .hasMessage("demo: --simulator-port needs a value");
        assertThatThrownBy(() -> parse("--simulator-port", "65536"))
                .isInstanceOf(DemoFailure.class)
                .hasMessage("demo: --simulator-port takes a port from 0 (any) to 65535, not 65536");
        assertThatThrownBy(() -> DemoOptions.parse(new String[0])).isInstanceOf(DemoFailure.class);
    }

    private DemoOptions parse(String... options) {
        return DemoOptions.parse(Stream.concat(Stream.of("--simulator-jar", jar.toString()), Stream.of(options))
                .toArray(String[]::new));
    }
}
