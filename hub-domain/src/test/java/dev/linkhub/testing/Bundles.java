package dev.linkhub.testing;

import dev.linkhub.wording.Language;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.MessageFormat;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Checks a bundle of texts language by language against its English. */
public final class Bundles {

    private static final Pattern PLACEHOLDER = Pattern.compile("\\{([0-9])");

    private final String base;
    private final Properties english;

    /** A bundle by its place on the class path, such as {@code /wording/pages}. */
    public Bundles(String base) {
        this.base = base;
        this.english = read(base + ".properties");
    }

    /** All keys. */
    public Set<String> keys() {
        return english.stringPropertyNames();
    }

    /** What is wrong with a language's texts. */
    public List<String> faults(Language language) {
        Properties texts = language == Language.ENGLISH ? english : read(base + "_" + language.tag() + ".properties");
        List<String> faults = new ArrayList<>();
        Set<String> missing = new TreeSet<>(english.stringPropertyNames());
        missing.removeAll(texts.stringPropertyNames());
        missing.forEach(key -> faults.add(key + " is missing"));
        for (String key : new TreeSet<>(texts.stringPropertyNames())) {
            String model = english.getProperty(key);
            if (model == null) {
                faults.add(key + " is not in the English bundle");
            } else {
                compare(key, model, texts.getProperty(key), faults);
            }
        }
        return faults;
    }

    private static void compare(String key, String model, String text, List<String> faults) {
        if (model.isEmpty() != text.isEmpty()) {
            faults.add(key + " is empty in one language and not in the other");
        }
        if (!placeholders(model).equals(placeholders(text))) {
            faults.add(key + " has placeholders " + placeholders(text) + " instead of " + placeholders(model));
        }
        if (model.lines().count() != text.lines().count()) {
            faults.add(key + " has another number of lines");
        }
        if (text.contains("'") || text.contains("\"")) {
            faults.add(key + " has a straight apostrophe or quotation mark");
        }
        if (!text.strip().equals(text)) {
            faults.add(key + " has spaces around it");
        }
        for (int number : new int[] {0, 1, 2, 90}) {
            String said = new MessageFormat(text).format(new Object[] {number, "<one>", "<two>"});
            if (said.contains("{") || said.contains("}")) {
                faults.add(key + " leaves a brace: " + said);
            }
        }
    }

    private static Set<String> placeholders(String text) {
        return PLACEHOLDER
                .matcher(text)
                .results()
                .map(MatchResult::group)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Properties read(String resource) {
        Properties texts = new Properties();
        try (Reader file = new InputStreamReader(
                Objects.requireNonNull(Bundles.class.getResourceAsStream(resource), resource),
                StandardCharsets.UTF_8)) {
            texts.load(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return texts;
    }
}
