package dev.linkhub.standalone;

import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Ring simulator in a process of its own, as the real Ring is one. It ends when this process does, however that ends: its
 * standard input is then closed.
 */
public final class SimulatorProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Ring simulator: (http://\\S+) .*");

    private final Process process;
    private final URI url;

    private SimulatorProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it and returns once it answers.
     *
     * @return empty if it ended instead; it has said why on standard error
     */
    public static Optional<SimulatorProcess> start(Path jar, String... options) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx256m", "-jar", jar.toString()));
        command.add("--until-end-of-input");
        command.addAll(List.of(options));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
        for (String line = said.readLine(); line != null; line = said.readLine()) {
            Matcher matcher = ADDRESS.matcher(line);
            if (matcher.matches()) {
                return Optional.of(new SimulatorProcess(process, URI.create(matcher.group(1))));
            }
        }
        process.destroy();
        return Optional.empty();
    }

    /** Where Ring is, and the page that stands for the Ring app. */
    public URI url() {
        return url;
    }

    @Override
    public void close() {
        process.destroy();
    }
}
