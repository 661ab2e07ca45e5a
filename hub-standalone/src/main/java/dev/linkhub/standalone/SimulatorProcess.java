package dev.linkhub.standalone;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A Ring simulator in a process of its own, as the real Ring is one. It ends when this process does, however that ends: its
 * standard input is then closed.
 */
public final class SimulatorProcess implements AutoCloseable {

    private static final Pattern ADDRESS = Pattern.compile("Ring simulator: (http://\\S+) .*");

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(1);

    private final Process process;
    private final URI url;

    private SimulatorProcess(Process process, URI url) {
        this.process = process;
        this.url = url;
    }

    /**
     * Starts it and returns once it answers.
     *
     * @return empty if it ended instead, and has said why on standard error, or did not answer within a minute
     */
    public static Optional<SimulatorProcess> start(Path jar, String... options) throws IOException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(List.of(java.toString(), "-Xmx256m", "-jar", jar.toString()));
        command.add("--until-end-of-input");
        command.addAll(List.of(options));
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
        // The hub's secrets are none of its business, and settings of another simulator are not meant for this one.
        builder.environment().keySet().removeIf(name -> name.startsWith("HUB_") || name.startsWith("RING_"));
        Process process = builder.start();
        Optional<URI> told = CompletableFuture.supplyAsync(() -> address(process))
                .completeOnTimeout(Optional.empty(), STARTS_WITHIN.toSeconds(), TimeUnit.SECONDS)
                .join();
        if (told.isEmpty()) {
            process.destroy();
        }
        return told.map(url -> new SimulatorProcess(process, url));
    }

    private static Optional<URI> address(Process process) {
        return process.inputReader(StandardCharsets.UTF_8)
                .lines()
                .map(ADDRESS::matcher)
                .filter(Matcher::matches)
                .map(matcher -> URI.create(matcher.group(1)))
                .findFirst();
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
