package dev.linkhub.spool;

import io.micronaut.context.ApplicationContext;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** For tests of other packages: what another process finds in the folder of one that was killed just now. */
public final class Orphans {

    private final Path folder;

    /** Those of a hub with this {@code hub.data-dir}. */
    public Orphans(String dataDir) {
        folder = Path.of(dataDir).resolve("spool");
    }

    /** All records that are on the disk now, as one file that nobody reads yet. */
    public Path copy() throws IOException {
        Path copy = folder.resolve("COPY" + System.nanoTime());
        Files.createFile(copy);
        for (Path file : withEnding(".spool")) {
            Files.write(copy, Files.readAllBytes(file), StandardOpenOption.APPEND);
        }
        return copy;
    }

    /** Makes it a file that its process left. */
    public Path leave(Path copy) throws IOException {
        return Files.move(copy, copy.resolveSibling(copy.getFileName() + ".spool"));
    }

    /** Leaves something with the name of a file that nobody can read, before all others. */
    public Path unreadable() throws IOException {
        return Files.createDirectory(folder.resolve("0" + System.nanoTime() + ".spool"));
    }

    /** A record with one text in its description replaced, in a frame that is sound. */
    public static byte[] reframed(byte[] file, String text, String other) {
        String body = new String(SpoolFormat.scan(file).bodies().getFirst(), StandardCharsets.ISO_8859_1);
        return SpoolFormat.frame(body.replace(text, other).getBytes(StandardCharsets.ISO_8859_1));
    }

    /** What was set aside. */
    public List<Path> aside() throws IOException {
        return withEnding(".aside");
    }

    /** Has a hub take what lies around, at once. */
    public static void adopt(ApplicationContext hub) {
        hub.getBean(SpoolReplay.class).adoptAll();
    }

    /** Waits for what other threads do. */
    public static void until(String what, BooleanSupplier isSo) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!isSo.getAsBoolean()) {
            if (System.nanoTime() - end > 0) {
                throw new AssertionError("Waited in vain: " + what);
            }
            TimeUnit.MILLISECONDS.sleep(20);
        }
    }

    private List<Path> withEnding(String ending) throws IOException {
        try (var entries = Files.list(folder)) {
            return entries.filter(entry -> entry.toString().endsWith(ending))
                    .sorted()
                    .toList();
        }
    }
}
