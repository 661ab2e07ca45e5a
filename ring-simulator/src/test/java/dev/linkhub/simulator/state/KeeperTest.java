package dev.linkhub.simulator.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeeperTest {

    private volatile String world = "one";

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void name() {
        file = folder.resolve("ring.state");
    }

    @Test
    void aMissingFileIsCreatedForItsOwnerOnly() throws Exception {
        try (Keeper keeper = Keeper.of(file)) {
            assertThat(recall(keeper)).isEmpty();
            keeper.begin(this::bytes);

            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .isEqualTo("rw-------");
        }
        try (Keeper next = Keeper.of(file)) {
            assertThat(recall(next)).contains("one");
        }
    }

    @Test
    void aFileThatOthersCouldReadIsReplacedByOneThatTheyCannot() throws Exception {
        write("one");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r--r--"));

        write("two");

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
    }

    @Test
    void whatWasKeptIsInTheFileBeforeAnythingElseHappens() throws Exception {
        try (Keeper keeper = Keeper.of(file)) {
            keeper.begin(this::bytes);
            world = "two";
            keeper.keep();

            assertThat(Files.readString(file)).endsWith("two");
        }
    }

    @Test
    void whatNobodyWaitedForIsInTheFileAtTheLatestWhenItIsGivenFree() throws Exception {
        try (Keeper keeper = Keeper.of(file)) {
            keeper.begin(this::bytes);
            world = "two";
            keeper.keepSoon();
        }

        assertThat(Files.readString(file)).endsWith("two");
    }

    @Test
    void thoseThatWaitAtTheSameTimeShareOneWrite() throws Exception {
        AtomicInteger snapshots = new AtomicInteger();
        CountDownLatch held = new CountDownLatch(1);
        try (Keeper keeper = Keeper.of(file)) {
            keeper.begin(() -> {
                if (snapshots.incrementAndGet() == 2) {
                    uninterrupted(held);
                }
                return bytes();
            });
            List<Thread> waiting = new ArrayList<>();
            waiting.add(Thread.ofVirtual().start(() -> keep(keeper)));
            until(() -> snapshots.get() == 2);
            for (int i = 0; i < 50; i++) {
                waiting.add(Thread.ofVirtual().start(() -> keep(keeper)));
            }
            until(() -> waiting.stream().allMatch(thread -> thread.getState() == Thread.State.WAITING));
            held.countDown();
            for (Thread thread : waiting) {
                thread.join();
            }

            assertThat(snapshots).hasValue(3);
        }
    }

    @Test
    void whatHasNotChangedIsNotWrittenAgain() throws Exception {
        FileTime longAgo = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        try (Keeper keeper = Keeper.of(file)) {
            keeper.begin(this::bytes);
            Files.setLastModifiedTime(file, longAgo);
            keeper.keep();
            assertThat(Files.getLastModifiedTime(file)).isEqualTo(longAgo);

            world = "two";
            keeper.keep();
            assertThat(Files.getLastModifiedTime(file)).isNotEqualTo(longAgo);
        }
    }

    @Test
    void aWriteThatFailsIsToldAndLeavesTheFormerFileUntilOneSucceeds() throws Exception {
        try (Keeper keeper = Keeper.of(file)) {
            keeper.begin(this::bytes);
            Path inTheWay = Files.createDirectories(folder.resolve("ring.state.new/anything"));
            world = "two";
            assertThatThrownBy(keeper::keep)
                    .isInstanceOf(NotKept.class)
                    .hasMessageStartingWith("the state cannot be kept: ");
            assertThat(Files.readString(file)).endsWith("one");

            Files.delete(inTheWay);
            keeper.keep();
            assertThat(Files.readString(file)).endsWith("two");
        }
    }

    @Test
    void nothingIsKeptOnceItIsClosed() {
        Keeper keeper = Keeper.of(file);
        keeper.begin(this::bytes);
        keeper.close();

        assertThatThrownBy(keeper::keep).hasMessageContaining("was stopped");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "\n", "{}", "{\"format\":\"another\",\"version\":1}\nx", "just text\nand more", "\u0000"})
    void aForeignFileIsRefusedAndLeftAsItIs(String content) throws Exception {
        Files.writeString(file, content);

        refused("was not written by the simulator");
        assertThat(Files.readString(file)).isEqualTo(content);
    }

    @Test
    void aFileOfAnotherVersionIsRefusedAndLeftAsItIs() throws Exception {
        write("one");
        String newer = Files.readString(file).replace("\"version\":2", "\"version\":3");
        Files.writeString(file, newer);

        refused("has format version 3, and this simulator reads 2");
        assertThat(Files.readString(file)).isEqualTo(newer);
    }

    @Test
    void aFileThatHasLostItsEndOrAnyBitIsRefusedAndLeftAsItIs() throws Exception {
        write("a world of some length");
        byte[] sound = Files.readAllBytes(file);
        byte[] cut = Arrays.copyOf(sound, sound.length - 1);
        byte[] flipped = sound.clone();
        flipped[flipped.length - 3] ^= 1;
        for (byte[] damaged : List.of(cut, flipped)) {
            Files.write(file, damaged);

            refused("is damaged");
            assertThat(Files.readAllBytes(file)).isEqualTo(damaged);
        }
    }

    @Test
    void aWorldThatCannotBeDecodedIsDamaged() throws Exception {
        write("one");
        try (Keeper keeper = Keeper.of(file)) {
            assertThatThrownBy(() -> keeper.recall(bytes -> {
                        throw new IllegalArgumentException("no world");
                    }))
                    .isInstanceOf(StateUnusable.class)
                    .hasMessageContaining("is damaged");
        }
    }

    @Test
    void twoSimulatorsCannotShareAFile() {
        try (Keeper first = Keeper.of(file)) {
            first.begin(this::bytes);
            assertThatThrownBy(() -> Keeper.of(file))
                    .isInstanceOf(StateUnusable.class)
                    .hasMessage("the state file " + file
                            + " is in use by another simulator: stop that one, or choose another file");
        }
        try (Keeper second = Keeper.of(file)) {
            assertThat(recall(second)).contains("one");
        }
    }

    @Test
    void aLinkIsFollowedAndKept() throws Exception {
        write("one");
        Path link = Files.createSymbolicLink(folder.resolve("link"), file);
        try (Keeper keeper = Keeper.of(link)) {
            assertThat(recall(keeper)).contains("one");
            world = "two";
            keeper.begin(this::bytes);
        }

        assertThat(link).isSymbolicLink();
        assertThat(Files.readString(file)).endsWith("two");
    }

    @Test
    void aFolderAndAFileInNoFolderAreRefused() throws Exception {
        assertThatThrownBy(() -> Keeper.of(folder)).hasMessageContaining(folder + " is a folder: name a file");
        assertThatThrownBy(() -> Keeper.of(folder.resolve("none/ring.state")))
                .isInstanceOf(StateUnusable.class)
                .hasMessageContaining("is in a folder that does not exist: create " + folder.resolve("none"));
        Path pipe = folder.resolve("pipe");
        new ProcessBuilder("mkfifo", pipe.toString()).start().waitFor();
        assertThatThrownBy(() -> Keeper.of(pipe)).hasMessageContaining("is not a regular file");
    }

    @Test
    void aFileThatCannotBeWrittenIsToldAtTheStart() throws Exception {
        Files.createDirectories(folder.resolve("ring.state.new/anything"));
        try (Keeper keeper = Keeper.of(file)) {
            assertThatThrownBy(() -> keeper.begin(this::bytes))
                    .isInstanceOf(StateUnusable.class)
                    .hasMessageContaining("cannot be written");
        }
    }

    private void refused(String reason) {
        try (Keeper keeper = Keeper.of(file)) {
            assertThatThrownBy(() -> recall(keeper))
                    .isInstanceOf(StateUnusable.class)
                    .hasMessageStartingWith("the state file " + file + " " + reason);
        }
    }

    private void write(String content) {
        world = content;
        try (Keeper keeper = Keeper.of(file)) {
            keeper.begin(this::bytes);
        }
    }

    private byte[] bytes() {
        return world.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<String> recall(Keeper keeper) {
        return keeper.recall(bytes -> new String(bytes, StandardCharsets.UTF_8));
    }

    private static void keep(Keeper keeper) {
        try {
            keeper.keep();
        } catch (NotKept e) {
            throw new IllegalStateException(e);
        }
    }

    private static void uninterrupted(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void until(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            Thread.onSpinWait();
        }
    }
}
