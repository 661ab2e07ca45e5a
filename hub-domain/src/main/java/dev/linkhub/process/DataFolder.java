package dev.linkhub.process;

import dev.linkhub.setting.InvalidSetting;
import dev.linkhub.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * {@code HUB_DATA_DIR}: what a process keeps on its machine. Its owner alone may enter. Several processes may share one: whoever
 * writes there names its files so that they do not meet.
 */
public final class DataFolder {

    private static final String PROPERTY = "hub.data-dir";
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rwx------");

    private DataFolder() {}

    /** Where it is or would be. */
    public static Path pathIn(Settings settings) {
        String value = settings.get(PROPERTY).orElse(".hub");
        try {
            return Path.of(value).toAbsolutePath().normalize();
        } catch (InvalidPathException e) {
            throw new InvalidSetting(PROPERTY, value, "a directory");
        }
    }

    /**
     * Makes it, with its parents, for its owner alone. What is new, empty or a hub's is tightened; a directory of somebody else's
     * things is not ours to change.
     *
     * @param mark the name of a file that tells a hub's folder
     * @throws InvalidSetting if it cannot be made or written to, or is somebody else's
     */
    public static Path make(Path path, String mark) {
        try {
            Files.createDirectories(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
            keepOthersOut(path, mark);
            if (!Files.isWritable(path)) {
                throw new IOException("not writable");
            }
            return path;
        } catch (IOException e) {
            throw refusal(path, "a directory that this user can make and write to", e);
        }
    }

    /** A refusal of the folder, with the reason that the system gave. */
    public static InvalidSetting refusal(Path path, String accepted, IOException reason) {
        return refusal(path, accepted + " (" + reason.getClass().getSimpleName() + ": " + reason.getMessage() + ")");
    }

    /** A refusal of the folder. */
    public static InvalidSetting refusal(Path path, String accepted) {
        return new InvalidSetting(PROPERTY, path, accepted);
    }

    /** As the rest of the hub takes it: absolute. */
    public static Map<String, Object> properties(Path path) {
        return Map.of(PROPERTY, path.toString());
    }

    private static void keepOthersOut(Path path, String mark) throws IOException {
        if (Files.getPosixFilePermissions(path).equals(OWNER_ONLY)) {
            return;
        }
        try (Stream<Path> entries = Files.list(path)) {
            if (!Files.exists(path.resolve(mark)) && entries.findAny().isPresent()) {
                throw refusal(path, "a new or empty directory, or one that only its owner may enter (mode 0700)");
            }
        }
        Files.setPosixFilePermissions(path, OWNER_ONLY);
    }
}
