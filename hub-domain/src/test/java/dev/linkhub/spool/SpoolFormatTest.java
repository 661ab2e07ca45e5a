package dev.linkhub.spool;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.spool.SpoolFormat.Scan;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpoolFormatTest {

    private static final List<String> TEXTS = List.of("first", "", "the third, a little longer");

    @Test
    void whatWasFramedIsFoundInOrder() {
        Scan scan = SpoolFormat.scan(file());
        assertThat(texts(scan)).isEqualTo(TEXTS);
        assertThat(scan.damaged()).isEmpty();
        assertThat(scan.torn()).isZero();
    }

    @Test
    void anEmptyFileHoldsNothing() {
        assertThat(SpoolFormat.scan(new byte[0])).isEqualTo(new Scan(List.of(), List.of(), 0));
    }

    @Test
    void aFileCutAnywhereHoldsTheWholeFramesBeforeTheCutAndNoDamage() {
        byte[] file = file();
        for (int length = 0; length < file.length; length++) {
            Scan scan = SpoolFormat.scan(Arrays.copyOf(file, length));
            int whole = wholeFramesIn(length);
            assertThat(texts(scan)).as("cut to %d", length).isEqualTo(TEXTS.subList(0, whole));
            assertThat(scan.damaged()).as("cut to %d", length).isEmpty();
            assertThat(scan.torn()).as("cut to %d", length).isEqualTo(length - endOf(whole));
        }
    }

    @Test
    void aTailThatNeverReachedTheDiskIsTornToo() {
        byte[] file = file();
        Scan scan = SpoolFormat.scan(Arrays.copyOf(file, file.length + 100));
        assertThat(texts(scan)).isEqualTo(TEXTS);
        assertThat(scan.damaged()).isEmpty();
        assertThat(scan.torn()).isEqualTo(100);
    }

    @Test
    void aChangedBitAnywhereCostsItsOwnFrameAloneAndIsNoticed() {
        byte[] file = file();
        for (int at = 0; at < file.length; at++) {
            for (int bit = 0; bit < Byte.SIZE; bit++) {
                byte[] changed = file.clone();
                changed[at] ^= (byte) (1 << bit);
                Scan scan = SpoolFormat.scan(changed);

                List<String> others = new ArrayList<>(TEXTS);
                others.remove(wholeFramesIn(at));
                assertThat(texts(scan)).as("bit %d of byte %d", bit, at).isEqualTo(others);
                assertThat(scan.damaged()).as("bit %d of byte %d", bit, at).hasSize(1);
                assertThat(scan.torn()).as("bit %d of byte %d", bit, at).isZero();
            }
        }
    }

    @Test
    void whatLiesBetweenTwoFramesIsKeptAsItIs() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        file.writeBytes(SpoolFormat.frame("one".getBytes(UTF_8)));
        file.writeBytes("rubbish".getBytes(UTF_8));
        file.writeBytes(SpoolFormat.frame("two".getBytes(UTF_8)));

        Scan scan = SpoolFormat.scan(file.toByteArray());
        assertThat(texts(scan)).containsExactly("one", "two");
        assertThat(scan.damaged()).containsExactly("rubbish".getBytes(UTF_8));
    }

    @Test
    void aBodyThatCouldNotBeReadBackIsNotFramed() {
        assertThatThrownBy(() -> SpoolFormat.frame(new byte[(1 << 20) + 1]))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static byte[] file() {
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        TEXTS.forEach(text -> file.writeBytes(SpoolFormat.frame(text.getBytes(UTF_8))));
        return file.toByteArray();
    }

    private static int endOf(int frames) {
        return TEXTS.subList(0, frames).stream()
                .mapToInt(text -> SpoolFormat.frame(text.getBytes(UTF_8)).length)
                .sum();
    }

    private static int wholeFramesIn(int length) {
        int frames = 0;
        while (frames < TEXTS.size() && endOf(frames + 1) <= length) {
            frames++;
        }
        return frames;
    }

    private static List<String> texts(Scan scan) {
        return scan.bodies().stream().map(body -> new String(body, UTF_8)).toList();
    }
}
