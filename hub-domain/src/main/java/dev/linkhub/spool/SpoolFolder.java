package dev.linkhub.spool;

import dev.linkhub.id.Unguessable;
import dev.linkhub.setting.InvalidSetting;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * {@code HUB_DATA_DIR}: the folder {@code spool} in it, which several processes may share. {@code *.spool} are files of
 * records, {@code *.aside} what could not be read or written.
 */
@Singleton
class SpoolFolder {

    private static final String PROPERTY = "hub.data-dir";
    private static final String LIVE = ".spool";
    private static final String ASIDE = ".aside";
    private static final Duration UNNAMED_AT_MOST = Duration.ofHours(1);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private final Path path;

    SpoolFolder(@Nullable @Property(name = PROPERTY) String dataDir) {
        if (dataDir == null || dataDir.isBlank()) {
            throw InvalidSetting.unshown(
                    PROPERTY, "is not set: name a directory on a disk that outlives this process, for the spool");
        }
        try {
            path = Path.of(dataDir).toAbsolutePath().normalize().resolve("spool");
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            Files.setPosixFilePermissions(path, OWNER_ONLY);
        } catch (InvalidPathException | IOException e) {
            throw new InvalidSetting(
                    PROPERTY, dataDir, "a directory that this user can make and write to (" + reason(e) + ")");
        }
    }

    /**
     * A new file of this process.
     *
     * @throws InvalidSetting if there cannot be one
     */
    SpoolFile firstFile() {
        try {
            SpoolFile first = newFile();
            removeUnnamed(Files.getLastModifiedTime(first.path()));
            return first;
        } catch (IOException e) {
            throw new InvalidSetting(
                    PROPERTY, path.getParent(), "a directory that this user can write to (" + reason(e) + ")");
        }
    }

    /** Of processes that ended while they made them: a moment's work, and they held nothing. */
    private void removeUnnamed(FileTime now) throws IOException {
        for (Path unnamed : list(LIVE + LockedFile.UNNAMED)) {
            if (age(unnamed, now).compareTo(UNNAMED_AT_MOST) > 0) {
                Files.deleteIfExists(unnamed);
            }
        }
    }

    private static Duration age(Path file, FileTime now) throws IOException {
        try {
            return Duration.between(Files.getLastModifiedTime(file).toInstant(), now.toInstant());
        } catch (NoSuchFileException namedMeanwhile) {
            return Duration.ZERO;
        }
    }

    SpoolFile newFile() throws IOException {
        return new SpoolFile(LockedFile.create(path.resolve(Unguessable.bits128() + LIVE)));
    }

    /** In the order of their names; those of living processes, and ours, among them. */
    List<Path> files() {
        return list(LIVE);
    }

    /** What waits for an operator. */
    List<Path> aside() {
        return list(ASIDE);
    }

    /** Bytes in all files of records. */
    long bytes() {
        long bytes = 0;
        for (Path file : files()) {
            try {
                bytes += Files.size(file);
            } catch (NoSuchFileException doneMeanwhile) {
                // Counts nothing.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
        return bytes;
    }

    /** Keeps bytes for an operator in a file that nobody reads until it is renamed. Returns its path once it is on the disk. */
    Path setAside(byte[] bytes) throws IOException {
        Path file = path.resolve(Unguessable.bits128() + ASIDE);
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(file, bytes, StandardOpenOption.WRITE, StandardOpenOption.SYNC);
        LockedFile.forceFolder(file);
        return file;
    }

    private List<Path> list(String ending) {
        try (Stream<Path> entries = Files.list(path)) {
            return entries.filter(entry -> entry.toString().endsWith(ending))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String reason(Exception e) {
        return e.getClass().getSimpleName() + ": " + e.getMessage();
    }
}
