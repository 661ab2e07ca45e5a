package dev.linkhub.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.testing.Bundles;
import dev.linkhub.wording.Language;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PageBundlesTest {

    private static final Bundles PAGES = new Bundles("/wording/pages");
    private static final Pattern SAID = Pattern.compile(
            "#\\{([a-z][a-z0-9.-]+)|#messages\\.msg\\('([a-z0-9.-]+)'|words(?:\\(\\))?\\s*\\.say\\(\\s*\"([a-z0-9.-]+[a-z0-9])\"");
    private static final Pattern LITERAL = Pattern.compile("[\"']([a-z0-9.-]+)[\"']|#\\{([a-z0-9.-]+)");

    @ParameterizedTest
    @EnumSource(Language.class)
    void eachLanguageSaysAllAndNothingElse(Language language) {
        assertThat(PAGES.faults(language)).isEmpty();
    }

    @Test
    void whateverIsSaidIsThere() throws IOException {
        Set<String> said = new TreeSet<>();
        for (String source : sources()) {
            groups(SAID, source, said);
        }
        assertThat(said).hasSizeGreaterThan(100);
        said.removeAll(PAGES.keys());
        assertThat(said).isEmpty();
    }

    @Test
    void whateverIsThereIsSaid() throws IOException {
        Set<String> literals = new TreeSet<>();
        for (String source : sources()) {
            groups(LITERAL, source, literals);
        }
        assertThat(PAGES.keys().stream().filter(key -> !isSaid(key, literals))).isEmpty();
    }

    private static boolean isSaid(String key, Set<String> literals) {
        boolean ofRepairStep = key.matches("repair\\.(done|now|later)");
        return ofRepairStep || literals.contains(key) || literals.contains(key.replaceFirst("\\.(heading|text)$", ""));
    }

    private static void groups(Pattern pattern, String source, Set<String> found) {
        Matcher matcher = pattern.matcher(source);
        while (matcher.find()) {
            for (int group = 1; group <= matcher.groupCount(); group++) {
                if (matcher.group(group) != null) {
                    found.add(matcher.group(group));
                }
            }
        }
    }

    private static List<String> sources() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("src/main"))) {
            return files.filter(file ->
                            file.toString().endsWith(".java") || file.toString().endsWith(".html"))
                    .map(PageBundlesTest::read)
                    .toList();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
