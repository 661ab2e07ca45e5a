package dev.linkhub.standalone;

import dev.linkhub.db.EmbeddedDatabase;
import dev.linkhub.process.DataFolder;
import dev.linkhub.setting.Settings;
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
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** {@code HUB_DATA_DIR}: what one hub keeps on this machine. Its owner alone may enter, and one process at a time uses it. */
public final class DataDir implements AutoCloseable {

    private static final String LOCK = "lock";
    private static final String DATABASE = "mariadb";
    private static final String SPOOL = "spool";
    private static final Set<PosixFilePermission> OWNER_READS = PosixFilePermissions.fromString("rw-------");

    private final Path path;
    private final FileChannel lockFile;

    private DataDir(Path path, FileChannel lockFile) {
        this.path = path;
        this.lockFile = lockFile;
    }

    static DataDir open(Settings settings) {
        return open(DataFolder.pathIn(settings));
    }

    /**
     * Forgets all that a hub kept there, if one ever did; its parents are made where missing.
     *
     * @throws dev.linkhub.setting.InvalidSetting if a running hub uses it, or if it is not a hub's
     */
    public static void empty(Path path) {
        try (DataDir dir = open(path);
                Stream<Path> entries = Files.list(path)) {
            EmbeddedDatabase.delete(dir.resolve(DATABASE));
            deleteFilesIn(dir.resolve(SPOOL));
            for (Path entry : entries.filter(entry -> !entry.endsWith(LOCK)).toList()) {
                Files.deleteIfExists(entry);
            }
        } catch (IOException e) {
            throw DataFolder.refusal(path, "a directory that can be emptied", e);
        }
    }

    private static void deleteFilesIn(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
        }
    }

    private static DataDir open(Path path) {
        DataFolder.make(path, LOCK);
        try {
            return new DataDir(path, lock(path));
        } catch (IOException e) {
            throw DataFolder.refusal(path, "a directory that this user can write to", e);
        }
    }

    /** As the rest of the hub takes it. */
    Map<String, Object> properties() {
        return DataFolder.properties(path);
    }

    /** The embedded database's folder. */
    Path database() {
        return resolve(DATABASE);
    }

    Path resolve(String name) {
        return path.resolve(name);
    }

    /** Writes a file that only its owner may read; after a crash it is there as a whole or not at all. */
    public static void write(Path file, String text) {
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
        throw DataFolder.refusal(path, "a directory that no other running hub uses");
    }
}
