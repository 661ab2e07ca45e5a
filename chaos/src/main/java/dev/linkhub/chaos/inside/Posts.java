package dev.linkhub.chaos.inside;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/**
 * Orders as files of a folder, since a process that is to be killed cannot be talked to otherwise: {@code after_claim.order}
 * is taken by the first refresh that comes to it, which says so in {@code after_claim.reached} and waits for {@code
 * after_claim.resume}.
 */
public final class Posts {

    private static final int KILLED = 137;
    private static final long BETWEEN_LOOKS_MILLIS = 5;

    private final Path folder;

    public Posts(Path folder) {
        this.folder = folder;
    }

    /** Where a file of a point is; {@code what} is {@code order}, {@code reached} or {@code resume}. */
    public Path file(Point point, String what) {
        return folder.resolve(point.name().toLowerCase(Locale.ROOT) + "." + what);
    }

    /**
     * Does what is ordered for this point, if anything is.
     *
     * @return whether to fail now
     */
    boolean pass(Point point, String grant) {
        Path order = file(point, "order");
        if (!Files.exists(order)) {
            return false;
        }
        try {
            Order given = Order.parse(Files.readString(order));
            if (!given.isFor(grant)) {
                return false;
            }
            Files.move(order, file(point, "taken"), StandardCopyOption.ATOMIC_MOVE);
            return obey(given, point, grant);
        } catch (NoSuchFileException takenByAnother) {
            return false;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private boolean obey(Order given, Point point, String grant) throws IOException {
        Path unfinished = file(point, "reaching");
        Files.writeString(unfinished, grant);
        Files.move(unfinished, file(point, "reached"), StandardCopyOption.ATOMIC_MOVE);
        if (given.action() == Order.Action.HALT) {
            Runtime.getRuntime().halt(KILLED);
        }
        Path resume = file(point, "resume");
        while (!Files.exists(resume)) {
            pause();
        }
        return given.action() == Order.Action.FAIL;
    }

    private static void pause() {
        try {
            Thread.sleep(BETWEEN_LOOKS_MILLIS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while held at a point", e);
        }
    }
}
