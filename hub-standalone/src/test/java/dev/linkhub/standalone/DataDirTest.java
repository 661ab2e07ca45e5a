package dev.linkhub.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.setting.InvalidSetting;
import dev.linkhub.setting.Settings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DataDirTest {

    @TempDir
    Path folder;

    @Test
    void isMadeForItsOwnerAlone() throws IOException {
        Path path = folder.resolve("deep/er");
        DataDir.open(at(path)).close();
        assertThat(permissions(path)).isEqualTo("rwx------");
        assertThat(permissions(folder.resolve("deep"))).isEqualTo("rwx------");
    }

    @Test
    void anEmptyDirectoryIsTightenedAndSomebodyElsesThingsAreLeftAlone() throws IOException {
        Path empty = open("empty");
        DataDir.open(at(empty)).close();
        assertThat(permissions(empty)).isEqualTo("rwx------");

        Path full = open("full");
        Files.writeString(full.resolve("letter.txt"), "dear all");
        assertThatThrownBy(() -> DataDir.open(at(full)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("HUB_DATA_DIR=" + full)
                .hasMessageContaining("mode 0700");
        assertThatThrownBy(() -> DataDir.empty(full)).isInstanceOf(InvalidSetting.class);
        assertThat(permissions(full)).isEqualTo("rwxr-xr-x");
        assertThat(full.resolve("letter.txt")).hasContent("dear all");
    }

    @Test
    void oneHubAtATimeUsesIt() {
        try (DataDir first = DataDir.open(at(folder.resolve("data")))) {
            assertThat(first.database()).hasFileName("mariadb");
            assertThatThrownBy(() -> DataDir.open(at(folder.resolve("data"))))
                    .isInstanceOf(InvalidSetting.class)
                    .hasMessageContaining("no other running hub");
            assertThatThrownBy(() -> DataDir.empty(folder.resolve("data"))).isInstanceOf(InvalidSetting.class);
        }
        DataDir.open(at(folder.resolve("data"))).close();
    }

    @Test
    void isEmptiedOfAllThatAHubKept() throws IOException {
        Path path = folder.resolve("data");
        DataDir.open(at(path)).close();
        DataDir.write(path.resolve("operator.key"), "secret");
        assertThat(permissions(path.resolve("operator.key"))).isEqualTo("rw-------");

        DataDir.empty(path);

        try (var left = Files.list(path)) {
            assertThat(left).containsExactly(path.resolve("lock"));
        }
    }

    @Test
    void aFileInItsPlaceIsRefused() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));
        assertThatThrownBy(() -> DataDir.open(at(file)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("HUB_DATA_DIR=" + file);
    }

    private Path open(String name) throws IOException {
        return Files.createDirectory(
                folder.resolve(name),
                PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
    }

    private static Settings at(Path path) {
        return Settings.ofProcess().with(Map.of("hub.data-dir", path.toString()));
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }
}
