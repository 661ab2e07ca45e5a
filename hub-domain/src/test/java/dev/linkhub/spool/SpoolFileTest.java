package dev.linkhub.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.setting.InvalidSetting;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SpoolFileTest {

    private static final byte[] FRAME = SpoolFormat.frame("record".getBytes(UTF_8));

    @TempDir
    private Path data;

    private SpoolFolder folder;

    @BeforeEach
    void aFolder() {
        folder = new SpoolFolder(data.toString());
    }

    @Test
    void onlyTheOwnerMayLook() throws Exception {
        SpoolFile file = folder.newFile();
        Path aside = folder.setAside(FRAME);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data.resolve("spool"))))
                .isEqualTo("rwx------");
        for (Path one : List.of(file.path(), aside)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(one)))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    void aFolderThatCannotBeUsedStopsTheStart() throws Exception {
        Path file = Files.createFile(data.resolve("file"));
        assertThatThrownBy(() -> new SpoolFolder(file.toString()))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("HUB_DATA_DIR");
        assertThatThrownBy(() -> new SpoolFolder(null))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("HUB_DATA_DIR");
    }

    @Test
    void aFileIsEmptiedOnceAllOfItIsWrittenAndNotBefore() throws Exception {
        SpoolFile file = folder.newFile();
        file.append(List.of(FRAME, FRAME));
        file.written();
        assertThat(SpoolFormat.scan(Files.readAllBytes(file.path())).bodies()).hasSize(2);

        file.written();
        assertThat(file.path()).isEmptyFile();
        file.append(List.of(FRAME));
        assertThat(Files.readAllBytes(file.path())).isEqualTo(FRAME);
    }

    @Test
    void aFileToWhichNothingIsAddedAnyMoreGoesWithItsLastRecord() throws Exception {
        SpoolFile file = folder.newFile();
        file.append(List.of(FRAME));
        file.finish();
        assertThat(file.path()).exists();
        file.written();
        assertThat(file.path()).doesNotExist();
    }

    @Test
    void atSixteenMebibytesItIsFull() throws Exception {
        SpoolFile file = folder.newFile();
        byte[] large = SpoolFormat.frame(new byte[1 << 20]);
        for (int i = 0; i < 15; i++) {
            file.append(List.of(large));
        }
        assertThat(file.isFull()).isFalse();
        file.append(List.of(large));
        assertThat(file.isFull()).isTrue();
        for (int i = 0; i < 16; i++) {
            file.written();
        }
        assertThat(file.isFull()).as("and empty again once all is written").isFalse();
    }

    @Test
    void aFileThatCannotBeWrittenTakesNoMore() throws Exception {
        SpoolFile file = folder.newFile();
        file.leave();
        assertThatThrownBy(() -> file.append(List.of(FRAME))).isInstanceOf(IOException.class);
        assertThat(file.waiting()).isZero();
        assertThat(file.isFull()).isTrue();
    }

    @Test
    void whatNobodyWritesAnyMoreIsLeftForOthersOnceTheRestIsWritten() throws Exception {
        SpoolFile file = folder.newFile();
        file.append(List.of(FRAME, FRAME));
        file.leftBehind();
        assertThat(file.isFull()).isTrue();
        file.finish();
        assertThat(LockedFile.take(file.path())).isEmpty();

        file.written();
        assertThat(LockedFile.take(file.path())).get().satisfies(taken -> {
            assertThat(SpoolFormat.scan(Files.readAllBytes(taken.path())).bodies())
                    .hasSize(2);
            taken.delete();
        });
    }

    @Test
    void aLivingProcesssFileIsNotTakenAndAKilledOnesIs() throws Exception {
        Process other = LockHolder.start(data);
        try (BufferedReader says = new BufferedReader(new InputStreamReader(other.getInputStream(), UTF_8))) {
            Path file = Path.of(says.readLine());
            assertThat(LockedFile.take(file)).isEmpty();

            other.destroyForcibly().waitFor();
            try (LockedFile taken = LockedFile.take(file).orElseThrow()) {
                assertThat(SpoolFormat.scan(Files.readAllBytes(taken.path())).bodies())
                        .containsExactly("left behind".getBytes(UTF_8));
            }
        } finally {
            other.destroyForcibly();
        }
    }

    @Test
    void ofManyWhoAdoptAtOnceOneWins() throws Exception {
        SpoolFile left = folder.newFile();
        left.append(List.of(FRAME));
        left.leave();
        List<Callable<Optional<LockedFile>>> adopters = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            adopters.add(() -> LockedFile.take(left.path()));
        }

        int winners = 0;
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Optional<LockedFile>> adopter : threads.invokeAll(adopters)) {
                winners += adopter.get().isPresent() ? 1 : 0;
            }
        }
        assertThat(winners).isEqualTo(1);
    }

    @Test
    void whatWasNeverNamedIsRemovedAtTheStartOnceItIsOld() throws Exception {
        Path old = Files.createFile(data.resolve("spool").resolve("OLD.spool.new"));
        Path fresh = Files.createFile(data.resolve("spool").resolve("FRESH.spool.new"));
        Files.setLastModifiedTime(old, FileTime.from(Instant.now().minus(Duration.ofHours(2))));

        folder.firstFile();
        assertThat(old).doesNotExist();
        assertThat(fresh).as("somebody may be about to name it").exists();
    }

    @Test
    void whoOpensAFileThatItsOwnerHasJustDeletedGetsNothing() throws Exception {
        SpoolFile file = folder.newFile();
        Path path = file.path();
        file.finish();
        assertThat(path).doesNotExist();
        assertThat(LockedFile.take(path)).isEmpty();
    }
}
