package dev.linkhub.standalone.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The played Ring, in a process of its own as the real one is. */
final class SimulatorProcess {

    private static final Pattern ADDRESS = Pattern.compile("Ring simulator: (http://\\S+) .*");

    private final URI url;

    private SimulatorProcess(URI url) {
        this.url = url;
    }

    /** Starts it and returns once it answers. It ends when this process does. */
    static SimulatorProcess start(Path jar, int port) {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command =
                List.of(java.toString(), "-Xmx256m", "-jar", jar.toString(), "--port", String.valueOf(port));
        try {
            Process process = new ProcessBuilder(command)
                    .redirectError(ProcessBuilder.Redirect.INHERIT)
                    .start();
            BufferedReader said = process.inputReader(StandardCharsets.UTF_8);
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy, "simulator-stop"));
            for (String line = said.readLine(); line != null; line = said.readLine()) {
                Matcher matcher = ADDRESS.matcher(line);
                if (matcher.matches()) {
                    return new SimulatorProcess(URI.create(matcher.group(1)));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("The Ring simulator did not start", e);
        }
        throw new DemoFailure("demo: the Ring simulator did not start, as it says above; --simulator-port moves it");
    }

    /** Where Ring is, and the page that stands for the Ring app. */
    URI url() {
        return url;
    }
}
