package dev.linkhub.chaos.machine;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A process that this run started, with what it says in files. */
final class ChildProcess {

    private static final Duration STOPS_WITHIN = Duration.ofSeconds(40);

    private final Process process;
    private final Path errors;

    private ChildProcess(Process process, Path errors) {
        this.process = process;
        this.errors = errors;
    }

    /** What is set for whoever runs this is not meant for its processes: of HUB_ variables they get these alone. */
    static ChildProcess start(List<String> command, Map<String, String> environment, Path folder) {
        try {
            Files.createDirectories(folder);
            Path errors = folder.resolve("err.txt");
            ProcessBuilder builder = new ProcessBuilder(command)
                    .directory(folder.toFile())
                    .redirectOutput(folder.resolve("out.txt").toFile())
                    .redirectError(errors.toFile());
            builder.environment().keySet().removeIf(name -> name.startsWith("HUB_"));
            builder.environment().putAll(environment);
            return new ChildProcess(builder.start(), errors);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    boolean isAlive() {
        return process.isAlive();
    }

    /** {@code SIGKILL}; returns when it has ended. */
    void kill() {
        process.destroyForcibly();
        awaitEnd();
    }

    /** As a service manager does; with force if it does not listen. */
    void stop() {
        process.destroy();
        try {
            if (!process.waitFor(STOPS_WITHIN.toMillis(), TimeUnit.MILLISECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            process.destroyForcibly();
        }
    }

    void awaitEnd() {
        try {
            process.waitFor();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a process ends", e);
        }
    }

    /** {@code STOP} or {@code CONT}. */
    void signal(String name) {
        Signals.send(name, process.pid());
    }

    /** How it ended, for whoever expected it to live. */
    String lastWords() {
        try {
            List<String> lines = Files.readAllLines(errors);
            return "it ended with " + process.exitValue() + ": "
                    + String.join("\n", lines.subList(Math.max(0, lines.size() - 20), lines.size()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
