package dev.linkhub.standalone.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/** The standalone jar or a part's, started, killed and started again with the same settings on the same data. */
public final class HubProcess implements AutoCloseable {

    private static final Duration STOPS_WITHIN = Duration.ofMinutes(3);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Path folder;
    private final Map<String, String> settings;
    private final List<String> command;
    private int starts;
    private Process process;

    private HubProcess(Path folder, Map<String, String> settings, List<String> command) {
        this.folder = folder;
        this.settings = settings;
        this.command = command;
        this.process = launch();
    }

    /** Starts the hub on a folder and ports of its own; what is said is kept in files there. */
    public static HubProcess start(String name, Map<String, String> settings) {
        return new HubProcess(folder(name), withPorts(settings), java("-jar", System.getProperty("hub.test.jar")));
    }

    /** Starts a part alone: {@code api}, {@code web} or {@code worker}. */
    public static HubProcess startPart(String part, Map<String, String> settings) {
        return new HubProcess(folder(part), withPorts(settings), java("-jar", jarOf(part)));
    }

    /** Starts another main class of a part's jar, such as the one that migrates. */
    public static HubProcess startTool(Map<String, String> settings, String mainClass, String... arguments) {
        List<String> command = java("-cp", jarOf("worker"), mainClass);
        command.addAll(List.of(arguments));
        return new HubProcess(folder("tool"), withPorts(settings), command);
    }

    /** Starts another main class of the jar. */
    public static HubProcess start(String name, Map<String, String> settings, String mainClass, String... arguments) {
        List<String> command = java("-cp", System.getProperty("hub.test.jar"), mainClass);
        command.addAll(List.of(arguments));
        return new HubProcess(folder(name), withPorts(settings), command);
    }

    /** Where it answers. */
    public URI url() {
        return URI.create("http://localhost:" + settings.get("HUB_PORT"));
    }

    /** Its readiness and its like. */
    public URI health(String kind) {
        return URI.create("http://127.0.0.1:" + settings.get("HUB_MANAGEMENT_PORT") + "/health/" + kind);
    }

    /** As the schedulers' table names a worker. */
    public long pid() {
        return process.pid();
    }

    /** What it keeps. */
    public Path dataDir() {
        return folder.resolve("data");
    }

    /** All that it has said on standard output since the first start. */
    public String output() {
        return said("out");
    }

    /** All that it has said on standard error since the first start. */
    public String errors() {
        return said("err");
    }

    /** Returns once it says that it is ready. */
    public HubProcess awaitReady() {
        URI readiness = health("readiness");
        Await.untilTrue("the hub is ready", () -> {
            if (!process.isAlive()) {
                throw new AssertionError("The hub ended with " + process.exitValue() + ": " + errors());
            }
            return status(readiness) == 200;
        });
        return this;
    }

    /** Waits until it has ended by itself. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(STOPS_WITHIN.toSeconds(), TimeUnit.SECONDS)) {
            throw new AssertionError("The hub still runs: " + output() + errors());
        }
        return process.exitValue();
    }

    /** {@code kill -9}: neither it nor its database server gets to say goodbye. */
    public void kill() throws InterruptedException {
        List<ProcessHandle> children = process.descendants().toList();
        process.destroyForcibly();
        children.forEach(ProcessHandle::destroyForcibly);
        process.waitFor();
        for (ProcessHandle child : children) {
            Await.untilTrue("process " + child.pid() + " has ended", () -> !child.isAlive());
        }
    }

    /** Ends it as a service manager does. */
    public int stop() throws InterruptedException {
        process.destroy();
        return awaitEnd();
    }

    /** Starts it again and waits for nothing. */
    public void start() {
        process = launch();
    }

    /** Starts it again and returns once it is ready. */
    public HubProcess startAgain() {
        start();
        return awaitReady();
    }

    @Override
    public void close() throws InterruptedException {
        if (process.isAlive()) {
            stop();
        }
    }

    private Process launch() {
        starts++;
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(folder.resolve(starts + ".out").toFile())
                .redirectError(folder.resolve(starts + ".err").toFile());
        // What is set for whoever runs the tests is not meant for this hub.
        builder.environment().keySet().removeIf(name -> name.startsWith("HUB_"));
        builder.environment().put("HUB_DATA_DIR", dataDir().toString());
        builder.environment().putAll(settings);
        try {
            return builder.start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String said(String where) {
        StringBuilder all = new StringBuilder();
        for (int i = 1; i <= starts; i++) {
            try {
                all.append(Files.readString(folder.resolve(i + "." + where)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return all.toString();
    }

    /** What an address of it answers with; 0 if nothing. */
    public static int status(URI address) {
        try {
            HttpRequest request = HttpRequest.newBuilder(address)
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode();
        } catch (IOException notYet) {
            return 0;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 0;
        }
    }

    private static String jarOf(String part) {
        return System.getProperty("hub.test." + part + "-jar");
    }

    private static List<String> java(String... arguments) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx512m");
        command.addAll(List.of(arguments));
        return command;
    }

    private static Path folder(String name) {
        try {
            Path parent = Files.createDirectories(Path.of(System.getProperty("hub.test.folder")));
            return Files.createTempDirectory(parent, name);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, String> withPorts(Map<String, String> settings) {
        Map<String, String> all = new HashMap<>();
        int port = freePort();
        int other = freePort();
        while (other == port) {
            other = freePort();
        }
        all.put("HUB_PORT", String.valueOf(port));
        all.put("HUB_MANAGEMENT_PORT", String.valueOf(other));
        all.putAll(settings);
        return all;
    }

    /** Below those that systems give to outgoing connections: a start takes long enough for one of them to be taken. */
    private static int freePort() {
        while (true) {
            int port = ThreadLocalRandom.current().nextInt(12_000, 32_000);
            try (ServerSocket _ = new ServerSocket(port)) {
                return port;
            } catch (IOException taken) {
                // Another, then.
            }
        }
    }
}
