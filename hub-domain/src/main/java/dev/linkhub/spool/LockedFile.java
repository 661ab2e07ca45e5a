package dev.linkhub.spool;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * A file that one process at a time may use: the system's lock on it ends with the process, however that ends. Names are
 * never used twice.
 */
final class LockedFile implements AutoCloseable {

    /**
     * Those of this process. The system counts locks by process and drops them when any of its channels on the file closes, so
     * a second channel must not even be opened.
     */
    private static final Set<Path> OURS = ConcurrentHashMap.newKeySet();

    /** What it is called until it is locked. */
    static final String UNNAMED = ".new";

    private final Path path;
    private final FileChannel channel;

    private LockedFile(Path path, FileChannel channel) {
        this.path = path;
        this.channel = channel;
    }

    /** Makes a new one that only its owner may read. It gets its name once it is locked, so that nobody takes it before. */
    static LockedFile create(Path path) throws IOException {
        Path unnamed = path.resolveSibling(path.getFileName() + UNNAMED);
        OURS.add(path);
        FileChannel channel = null;
        try {
            channel = FileChannel.open(
                    unnamed,
                    Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.READ, StandardOpenOption.WRITE),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
            if (channel.tryLock() == null) {
                throw new IOException("A file that was just made is locked by somebody else: " + unnamed);
            }
            Files.move(unnamed, path, StandardCopyOption.ATOMIC_MOVE);
            forceFolder(path);
            return new LockedFile(path, channel);
        } catch (IOException e) {
            if (channel != null) {
                channel.close();
                Files.deleteIfExists(unnamed);
            }
            OURS.remove(path);
            throw e;
        }
    }

    /** Takes one that no living process has. */
    static Optional<LockedFile> take(Path path) throws IOException {
        if (!OURS.add(path)) {
            return Optional.empty();
        }
        LockedFile taken = null;
        try {
            FileChannel channel = FileChannel.open(path, StandardOpenOption.READ, StandardOpenOption.WRITE);
            // Whoever had it may have deleted it before it let go.
            if (channel.tryLock() != null && Files.exists(path)) {
                taken = new LockedFile(path, channel);
            } else {
                channel.close();
            }
            return Optional.ofNullable(taken);
        } catch (NoSuchFileException gone) {
            return Optional.empty();
        } finally {
            if (taken == null) {
                OURS.remove(path);
            }
        }
    }

    Path path() {
        return path;
    }

    FileChannel channel() {
        return channel;
    }

    /** Deletes it before the lock goes. */
    void delete() throws IOException {
        Files.deleteIfExists(path);
        close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
        OURS.remove(path);
    }

    static void forceFolder(Path file) throws IOException {
        try (FileChannel folder = FileChannel.open(file.resolveSibling("."), StandardOpenOption.READ)) {
            folder.force(true);
        }
    }
}
