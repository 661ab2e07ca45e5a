package dev.linkhub.simulator;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Disabled;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/** Holds CONTRACT.md to the tests that there are: each row is shown by one, or says why it is not played. */
class ContractTableTest {

    private static final Path TABLE = Path.of("CONTRACT.md");
    private static final Path TESTS = Path.of("src/test/java/dev/linkhub/simulator");
    private static final String HEADER = "| row | mark | other reading | shown by |";
    private static final String OF_ITSELF = "## Tests of the simulator itself";
    private static final Pattern NAMED = Pattern.compile("`(\\w+Test)\\.(\\w+)`");
    private static final Pattern NOT_PLAYED = Pattern.compile("not played: \\S.{10,}");
    private static final Pattern MARKS = Pattern.compile("[DSPI?X](, [DSPI?X])*");

    /** A line of a table, such as "8. Limits … | 100 calls a second …". */
    record Row(String chapter, List<String> cells) {

        String shownBy() {
            return cells.getLast();
        }

        @Override
        public String toString() {
            return chapter + " | " + cells.getFirst();
        }
    }

    @Test
    void everyChapterOfTheContractIsThere() {
        assertThat(rows().map(row -> row.chapter().substring(0, 2)).distinct())
                .containsExactlyElementsOf(IntStream.rangeClosed(1, 8)
                        .mapToObj(number -> number + ".")
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("rows")
    void aRowIsMarkedAndShownByTestsOrSaysWhyItIsNotPlayed(Row row) {
        assertThat(row.cells()).hasSize(4);
        assertThat(row.cells().get(1)).matches(MARKS);
        List<MatchResult> named = NAMED.matcher(row.shownBy()).results().toList();
        if (named.isEmpty()) {
            assertThat(row.shownBy()).matches(NOT_PLAYED);
        } else {
            assertThat(NAMED.matcher(row.shownBy()).replaceAll(""))
                    .as("nothing but tests")
                    .matches("[, ]*");
            named.forEach(
                    test -> assertThat(missing(test.group(1), test.group(2))).isEmpty());
        }
    }

    @Test
    void everyClassOfTestsIsNamed() {
        String page = page();
        List<String> unnamed = testClasses()
                .filter(name -> !page.contains("`" + name + "`") && !page.contains("`" + name + "."))
                .toList();

        assertThat(unnamed)
                .as("name each in CONTRACT.md: beside the row that it shows, or under '%s'", OF_ITSELF)
                .isEmpty();
    }

    /** What is wrong with a test that a row names; empty if it is there and runs. */
    private static Optional<String> missing(String type, String method) {
        try {
            Class<?> tests = Class.forName(ContractTableTest.class.getPackageName() + "." + type);
            return Arrays.stream(tests.getDeclaredMethods())
                            .filter(candidate -> candidate.getName().equals(method))
                            .anyMatch(ContractTableTest::runs)
                    ? Optional.empty()
                    : Optional.of(type + " has no test " + method + " that runs");
        } catch (ClassNotFoundException e) {
            return Optional.of("there is no class " + type);
        }
    }

    private static boolean runs(Method method) {
        return AnnotationSupport.isAnnotated(method, Testable.class)
                && !AnnotationSupport.isAnnotated(method, Disabled.class);
    }

    private static Stream<String> testClasses() {
        try (Stream<Path> files = Files.list(TESTS)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith("Test.java"))
                    .map(name -> name.substring(0, name.length() - ".java".length()))
                    .sorted()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Stream<Row> rows() {
        return Stream.of(page().split("\n## ", -1)).skip(1).flatMap(chapter -> {
            List<String> lines = chapter.lines().toList();
            int header = lines.indexOf(HEADER);
            return header < 0
                    ? Stream.empty()
                    : lines.stream()
                            .skip(header + 2L)
                            .takeWhile(line -> line.startsWith("|"))
                            .map(line -> new Row(lines.getFirst(), cells(line)));
        });
    }

    private static List<String> cells(String line) {
        String[] parts = line.substring(1, line.lastIndexOf('|')).split("\\|", -1);
        return Stream.of(parts).map(String::strip).toList();
    }

    private static String page() {
        try {
            return Files.readString(TABLE, UTF_8);
        } catch (IOException e) {
            throw new AssertionError("CONTRACT.md cannot be read; tests run in the module's folder", e);
        }
    }
}
