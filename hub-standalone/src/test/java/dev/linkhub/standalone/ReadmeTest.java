package dev.linkhub.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.setting.InvalidSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Path ROOT = Path.of("..");
    private static final String SET_BY_THE_PROCESS = "hub.part";
    private static final Pattern PROPERTY = Pattern.compile("\"(hub\\.[a-z.-]+)\"");
    private static final Pattern VARIABLE = Pattern.compile("`(HUB_[A-Z_]+)`");

    @Test
    void itsTablesNameEachSettingAndNoOther() throws IOException {
        Set<String> told = Files.readString(ROOT.resolve("README.md"))
                .lines()
                .filter(line -> line.startsWith("| `HUB_"))
                .map(line -> line.substring(0, line.indexOf('|', 1)))
                .flatMap(names -> VARIABLE.matcher(names).results())
                .map(match -> match.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
        Set<String> read = mainSources()
                .flatMap(source -> PROPERTY.matcher(source).results())
                .filter(match -> !match.group(1).equals(SET_BY_THE_PROCESS))
                .map(match -> InvalidSetting.variable(match.group(1)))
                .collect(Collectors.toCollection(TreeSet::new));
        assertThat(told).isEqualTo(read);
    }

    private static Stream<String> mainSources() throws IOException {
        try (Stream<Path> modules = Files.list(ROOT)) {
            return modules
                    .filter(module -> module.getFileName().toString().startsWith("hub-"))
                    .map(module -> module.resolve("src/main/java"))
                    .filter(Files::isDirectory)
                    .toList()
                    .stream()
                    .flatMap(ReadmeTest::sources);
        }
    }

    private static Stream<String> sources(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(ReadmeTest::mayReadSettings).map(ReadmeTest::text).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Metrics have names like settings, and a table of their own. */
    private static boolean mayReadSettings(Path file) {
        String name = file.getFileName().toString();
        return name.endsWith(".java") && !name.endsWith("Meters.java");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
