package dev.linkhub.standalone;

import dev.linkhub.setting.InvalidSetting;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.stream.Stream;

/** {@code HUB_DATA_DIR}: what one hub keeps on this machine. Its owner alone may enter, and one process at a time uses it. */
final class DataDir implements AutoCloseable {

    private static final String PROPERTY = "hub.data-dir";
    private static final String LOCK = "lock";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> OWNER_READS = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final FileChannel lockFile;

    private DataDir(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    static DataDir open(Settings settings) {
        String value = settings.get(PROPERTY).orElse(".hub");
        try {
            Path path = Path.of(value).toAbsolutePath().normalize();
            if (path.startsWith(System.getProperty("java.io.tmpdir"))) {
                throw new InvalidSetting(PROPERTY, value, "a directory outside the system's temporary one");
            }
            Files.createDirectories(path);
            keepOthersOut(path);
            return new DataDir(path, lock(path));
        } catch (IOException e) {
            throw new InvalidSetting(
                    PROPERTY, value, "a directory that this user can make and write to (" + reason(e) + ")");
        }
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** Writes a file that only its owner may read; after a crash it is there as a whole or not at all. */
    static void write(Path file, String text) {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.deleteIfExists(unfinished);
            Files.createFile(unfinished, PosixFilePermissions.asFileAttribute(OWNER_READS));
            Files.writeString(unfinished, text);
            move(unfinished, file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void move(Path from, Path to) throws IOException {
        try {
            Files.move(from, to, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(from, to);
        }
    }

    @Override
    public void close() {
        try {
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Tightens what is new or ours; a directory of somebody else's things is not ours to change. */
    private static void keepOthersOut(Path path) throws IOException {
        if (Files.getPosixFilePermissions(path).equals(OWNER_ONLY)) {
            return;
        }
        try (Stream<Path> entries = Files.list(path)) {
            if (!Files.exists(path.resolve(LOCK)) && entries.findAny().isPresent()) {
                throw new InvalidSetting(
                        PROPERTY, path, "a new or empty directory, or one that only its owner may enter (mode 0700)");
            }
        }
        Files.setPosixFilePermissions(path, OWNER_ONLY);
    }

    private static FileChannel lock(Path path) throws IOException {
        FileChannel channel = FileChannel.open(path.resolve(LOCK), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
        try {
            if (channel.tryLock() != null) {
                return channel;
            }
        } catch (OverlappingFileLockException inThisProcess) {
            // The same as another process's lock.
        }
        channel.close();
        throw new InvalidSetting(PROPERTY, path, "a directory that no other running hub uses");
    }

    private static String reason(IOException e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
