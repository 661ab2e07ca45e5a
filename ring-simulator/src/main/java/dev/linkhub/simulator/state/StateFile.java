package dev.linkhub.simulator.state;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Optional;
import java.util.Set;

/**
 * A file that is replaced as a whole or not at all, readable by its owner only, and used by one simulator at a time:
 * the lock is on a file beside it, because it is itself replaced at each write.
 */
final class StateFile implements AutoCloseable {

    private static final long MOST_BYTES = 1L << 30;

    private final Path file;
    private final Path fresh;
    private final FileChannel lockFile;

    private StateFile(Path file, FileChannel lockFile) {
        this.file = file;
        this.fresh = file.resolveSibling(file.getFileName() + ".new");
        this.lockFile = lockFile;
    }

    /**
     * Takes the file for this simulator; it need not be there yet.
     *
     * @throws StateUnusable if it cannot be had
     */
    static StateFile open(Path named) {
        Path file = real(named);
        Path folder = file.getParent();
        if (folder == null || file.getFileName() == null || Files.isDirectory(file)) {
            throw new StateUnusable(file, "is a folder", "name a file");
        }
        if (!Files.isDirectory(folder)) {
            throw new StateUnusable(file, "is in a folder that does not exist", "create " + folder + " first");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new StateUnusable(file, "is not a regular file", "name another");
        }
        return new StateFile(file, lock(file));
    }

    Path path() {
        return file;
    }

    /**
     * The world that is in the file; empty if there is no file.
     *
     * @throws StateUnusable if it cannot be read, or was not written by this simulator
     */
    Optional<byte[]> read() {
        if (Files.notExists(file)) {
            return Optional.empty();
        }
        try {
            if (Files.size(file) > MOST_BYTES) {
                throw new StateUnusable(file, "is larger than 1 GiB", "choose another file");
            }
            return Optional.of(StateFormat.read(file, Files.readAllBytes(file)));
        } catch (IOException e) {
            throw new StateUnusable(file, "cannot be read (" + reason(e) + ")", "mend that, or choose another file");
        }
    }

    /** Once it returns, the file holds this world even if the machine loses power; if it fails, the former one. */
    void write(byte[] world) throws IOException {
        Files.deleteIfExists(fresh);
        try (FileChannel channel = FileChannel.open(
                fresh, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), ownerOnly(fresh))) {
            ByteBuffer content = ByteBuffer.wrap(StateFormat.write(world));
            while (content.hasRemaining()) {
                channel.write(content);
            }
            channel.force(true);
        }
        Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        syncFolder();
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static String reason(IOException failure) {
        String kind = failure.getClass().getSimpleName().replace("Exception", "");
        boolean bare = failure instanceof FileSystemException named && named.getReason() == null;
        return failure.getMessage() == null ? kind : bare ? kind + " " + failure.getMessage() : failure.getMessage();
    }

    /** Where a link leads, so that the link is not what gets replaced. */
    private static Path real(Path named) {
        Path absolute = named.toAbsolutePath().normalize();
        try {
            return Files.exists(absolute) ? absolute.toRealPath() : absolute;
        } catch (IOException e) {
            throw new StateUnusable(absolute, "cannot be reached (" + reason(e) + ")", "choose another file");
        }
    }

    private static FileChannel lock(Path file) {
        Path beside = file.resolveSibling(file.getFileName() + ".lock");
        try {
            FileChannel channel = FileChannel.open(
                    beside, Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), ownerOnly(beside));
            if (!isLocked(channel)) {
                channel.close();
                throw new StateUnusable(
                        file, "is in use by another simulator", "stop that one, or choose another file");
            }
            return channel;
        } catch (IOException e) {
            throw new StateUnusable(
                    file, "cannot be written (" + reason(e) + ")", "make its folder writable, or choose another file");
        }
    }

    private static boolean isLocked(FileChannel channel) throws IOException {
        try {
            FileLock lock = channel.tryLock();
            return lock != null;
        } catch (OverlappingFileLockException e) {
            return false; // By another simulator in this very process.
        }
    }

    private static FileAttribute<?>[] ownerOnly(Path path) {
        return hasPosixModes(path)
                ? new FileAttribute<?>[] {
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"))
                }
                : new FileAttribute<?>[0];
    }

    private static boolean hasPosixModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }

    /** Without it, a loss of power could bring back the former file. Only where a folder can be opened at all. */
    private void syncFolder() throws IOException {
        Path folder = file.getParent();
        if (folder != null && hasPosixModes(folder)) {
            try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
