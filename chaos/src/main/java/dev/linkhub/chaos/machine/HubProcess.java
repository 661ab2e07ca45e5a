package dev.linkhub.chaos.machine;

import dev.linkhub.chaos.inside.Order;
import dev.linkhub.chaos.inside.Point;
import dev.linkhub.chaos.inside.Posts;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** One start of one of the hub's processes. */
public final class HubProcess {

    private static final Duration STARTS_WITHIN = Duration.ofMinutes(3);
    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final String name;
    private final ChildProcess process;
    private final Path folder;
    private final URI readiness;
    private final Posts posts;

    HubProcess(String name, ChildProcess process, Path folder, URI readiness) {
        this.name = name;
        this.process = process;
        this.folder = folder;
        this.readiness = readiness;
        this.posts = new Posts(folder);
    }

    /** Such as {@code worker-1#2}: its second start. */
    public String name() {
        return name;
    }

    /** Its name without the number of its start. */
    public String family() {
        return name.substring(0, name.indexOf('#'));
    }

    /** Its refresh journal. */
    public Path journal() {
        return folder.resolve(HubProcesses.JOURNAL);
    }

    public boolean isAlive() {
        return process.isAlive();
    }

    /** Returns once it answers. */
    public HubProcess awaitReady() {
        if (!becomesReady()) {
            throw new IllegalStateException(name + ": " + process.lastWords());
        }
        return this;
    }

    /** Returns once it answers, or has ended instead: then false. */
    boolean becomesReady() {
        if (!Pause.until(STARTS_WITHIN, () -> !process.isAlive() || isReady())) {
            throw new IllegalStateException(name + " did not start, see " + folder);
        }
        return process.isAlive();
    }

    /** {@code SIGKILL}. */
    public void kill() {
        process.kill();
    }

    /** {@code SIGTERM}, and waits. */
    public void stop() {
        process.stop();
    }

    /** {@code STOP} or {@code CONT}. */
    public void signal(String signal) {
        process.signal(signal);
    }

    public void awaitEnd() {
        process.awaitEnd();
    }

    /** What the first refresh that comes to a point will meet there. */
    public void order(Point point, Order order) {
        write(point, "order", order.text());
    }

    /** Whose refresh has come to the point, several with spaces between; empty if none has yet. */
    public Optional<String> reached(Point point) {
        Path reached = posts.file(point, "reached");
        return Files.exists(reached) ? Optional.of(read(reached)) : Optional.empty();
    }

    /** Takes back what nobody has come to; returns whether there was still something to take back. */
    public boolean withdraw(Point point) {
        return delete(posts.file(point, "order"));
    }

    /** Lets go on who waits there, and clears the point for another order. */
    public void resume(Point point) {
        write(point, "resume", "");
    }

    /** Forgets an order that is done with. */
    public void clear(Point point) {
        delete(posts.file(point, "reached"));
        delete(posts.file(point, "resume"));
        delete(posts.file(point, "taken"));
    }

    private boolean isReady() {
        try {
            HttpRequest request = HttpRequest.newBuilder(readiness)
                    .timeout(Duration.ofSeconds(10))
                    .build();
            return HTTP.send(request, BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while " + name + " starts", e);
        }
    }

    /** Whoever looks finds all of it or nothing. */
    private void write(Point point, String what, String text) {
        try {
            Path unfinished = posts.file(point, what + ".new");
            Files.writeString(unfinished, text);
            Files.move(unfinished, posts.file(point, what));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean delete(Path file) {
        try {
            return Files.deleteIfExists(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
