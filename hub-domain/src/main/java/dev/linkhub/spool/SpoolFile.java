package dev.linkhub.spool;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.List;

/** A file of this process: grows by whole frames, and is gone once each of them has been written to the database. */
final class SpoolFile {

    private static final int LARGEST = 16 << 20;

    private final LockedFile file;
    private long end;
    private int waiting;
    private int left;
    private boolean broken;
    private boolean last;
    private boolean closed;

    SpoolFile(LockedFile file) {
        this.file = file;
    }

    Path path() {
        return file.path();
    }

    /** Returns once all frames are on the disk; if it throws, none counts, and the file takes no more. */
    synchronized void append(List<byte[]> frames) throws IOException {
        FileChannel channel = file.channel();
        long before = end;
        try {
            for (byte[] frame : frames) {
                ByteBuffer bytes = ByteBuffer.wrap(frame);
                while (bytes.hasRemaining()) {
                    end += channel.write(bytes, end);
                }
            }
            channel.force(false);
            waiting += frames.size();
        } catch (IOException e) {
            // What the disk has of it may stay behind the end; no more is added here.
            broken = true;
            end = before;
            throw e;
        }
    }

    /** Whether the next frames belong into another file. */
    synchronized boolean isFull() {
        return end >= LARGEST || left > 0 || broken;
    }

    /** One of its records has been written to the database. */
    synchronized void written() throws IOException {
        waiting--;
        endIfDone();
    }

    /** Nobody writes this record any more: whoever takes the file next will. */
    synchronized void leftBehind() throws IOException {
        waiting--;
        left++;
        endIfDone();
    }

    /** Nothing more is appended. */
    synchronized void finish() throws IOException {
        last = true;
        endIfDone();
    }

    /** Lets go of it as the process ends, with all that is not written yet. */
    synchronized void leave() throws IOException {
        left += waiting;
        waiting = 0;
        finish();
    }

    synchronized int waiting() {
        return waiting;
    }

    private void endIfDone() throws IOException {
        if (waiting > 0 || closed) {
            return;
        }
        if (last) {
            closed = true;
            if (left > 0) {
                file.close();
            } else {
                file.delete();
            }
        } else if (left == 0) {
            file.channel().truncate(0);
            end = 0;
        }
    }
}
