package dev.linkhub.bench.stage;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** A JVM of its own, whose output goes to a log file. */
public final class JavaProcess implements AutoCloseable {

    private static final int ENDS_WITHIN_SECONDS = 60;
    private static final int LAST_LINES = 20;

    private final String name;
    private final Process process;
    private final Path log;

    private JavaProcess(String name, Process process, Path log) {
        this.name = name;
        this.process = process;
        this.log = log;
    }

    /**
     * Starts it.
     *
     * @param arguments what follows {@code java}
     * @param environment the only {@code HUB_} and {@code BENCH_} variables that it sees
     */
    static JavaProcess start(String name, List<String> arguments, Map<String, String> environment, Path log) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log.toFile()));
        builder.environment()
                .keySet()
                .removeIf(key -> key.startsWith("HUB_") || key.startsWith("RING_") || key.startsWith("BENCH_"));
        builder.environment().putAll(environment);
        try {
            Process process = builder.start();
            // Should whoever measures be stopped before its time.
            Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(process::destroy));
            return new JavaProcess(name, process, log);
        } catch (IOException e) {
            throw new UncheckedIOException("Cannot start " + name, e);
        }
    }

    /** Everything in a folder and one folder or jar before it. */
    static String classPath(List<Path> entries) {
        return String.join(
                File.pathSeparator, entries.stream().map(Path::toString).toList());
    }

    public Measured measured() {
        return new Measured(process.toHandle());
    }

    /**
     * So that nobody waits for what cannot come.
     *
     * @throws BenchFailed if it has ended, with the end of its log
     */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new BenchFailed("%s ended with %d:%n%s".formatted(name, process.exitValue(), lastLines()));
        }
    }

    /** Its output so far. */
    String output() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Asks it to end, and waits until it has. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(ENDS_WITHIN_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly().waitFor();
                throw new BenchFailed(name + " did not end within " + ENDS_WITHIN_SECONDS + " s of being told");
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
            throw new BenchFailed("Interrupted while " + name + " ended", e);
        }
    }

    private String lastLines() {
        List<String> lines = output().lines().toList();
        return String.join(System.lineSeparator(), lines.subList(Math.max(0, lines.size() - LAST_LINES), lines.size()));
    }
}
