package dev.linkhub.spool;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.CRC32C;

/**
 * A spool file is a row of frames: magic number, length of the body, CRC32C of these two, body, CRC32C of the body; numbers
 * are 4 bytes, big-endian.
 *
 * <p>The header's own sum tells a frame that was cut short by the end of the process, which nobody was told was safe, from one
 * whose length was damaged later, which somebody was.
 */
final class SpoolFormat {

    private static final int MAGIC = 0x4C48_5350;
    private static final int SUM = Integer.BYTES;
    private static final int HEADER = 3 * Integer.BYTES;
    private static final int LONGEST_BODY = 1 << 20;

    private SpoolFormat() {}

    static byte[] frame(byte[] body) {
        if (body.length > LONGEST_BODY) {
            throw new IllegalArgumentException("A body of " + body.length + " bytes does not fit into a frame");
        }
        ByteBuffer frame = ByteBuffer.allocate(HEADER + body.length + SUM);
        frame.putInt(MAGIC).putInt(body.length).putInt(sum(frame.array(), 0, 2 * Integer.BYTES));
        return frame.put(body).putInt(sum(body, 0, body.length)).array();
    }

    /** Finds each whole frame, whatever has become of the ones before it. */
    static Scan scan(byte[] file) {
        List<byte[]> bodies = new ArrayList<>();
        List<byte[]> damaged = new ArrayList<>();
        int damagedFrom = -1;
        int at = 0;
        while (at < file.length) {
            boolean header = isHeader(file, at);
            int bodyEnd = header ? at + HEADER + number(file, at + Integer.BYTES) : -1;
            boolean cut = header ? bodyEnd + SUM > file.length : damagedFrom < 0 && isCutHeader(file, at);
            boolean whole = header && !cut && number(file, bodyEnd) == sum(file, at + HEADER, bodyEnd - at - HEADER);
            if ((cut || whole) && damagedFrom >= 0) {
                damaged.add(Arrays.copyOfRange(file, damagedFrom, at));
                damagedFrom = -1;
            }
            if (cut) {
                return new Scan(bodies, damaged, file.length - at);
            }
            if (whole) {
                bodies.add(Arrays.copyOfRange(file, at + HEADER, bodyEnd));
                at = bodyEnd + SUM;
            } else {
                damagedFrom = damagedFrom < 0 ? at : damagedFrom;
                at++;
            }
        }
        if (damagedFrom < 0) {
            return new Scan(bodies, damaged, 0);
        }
        byte[] rest = Arrays.copyOfRange(file, damagedFrom, file.length);
        if (isZero(rest)) {
            // The file had been made longer when the machine went down, and the bytes had not arrived.
            return new Scan(bodies, damaged, rest.length);
        }
        damaged.add(rest);
        return new Scan(bodies, damaged, 0);
    }

    private static boolean isHeader(byte[] bytes, int at) {
        if (bytes.length - at < HEADER || number(bytes, at) != MAGIC) {
            return false;
        }
        int length = number(bytes, at + Integer.BYTES);
        return length >= 0
                && length <= LONGEST_BODY
                && number(bytes, at + 2 * Integer.BYTES) == sum(bytes, at, 2 * Integer.BYTES);
    }

    /** The end of the file came before the header's, and what is there of the magic number is right. */
    private static boolean isCutHeader(byte[] bytes, int at) {
        int left = bytes.length - at;
        if (left >= HEADER) {
            return false;
        }
        byte[] magic = ByteBuffer.allocate(Integer.BYTES).putInt(MAGIC).array();
        int known = Math.min(left, magic.length);
        return Arrays.equals(bytes, at, at + known, magic, 0, known);
    }

    private static int number(byte[] bytes, int at) {
        return ByteBuffer.wrap(bytes).getInt(at);
    }

    private static boolean isZero(byte[] bytes) {
        for (byte one : bytes) {
            if (one != 0) {
                return false;
            }
        }
        return true;
    }

    private static int sum(byte[] bytes, int from, int length) {
        CRC32C sum = new CRC32C();
        sum.update(bytes, from, length);
        return (int) sum.getValue();
    }

    /**
     * What a file holds.
     *
     * @param bodies of the whole frames, in order
     * @param damaged stretches that are no frames
     * @param torn bytes of the last frame, whose writing came to no end
     */
    record Scan(List<byte[]> bodies, List<byte[]> damaged, int torn) {}
}
