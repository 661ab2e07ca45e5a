package dev.linkhub.spool;

import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A record whose write is under way. */
final class Held {

    private final Supplier<SpoolRecord> record;
    private final long sinceNanos = System.nanoTime();
    private @Nullable SpoolFile file;
    private boolean over;

    Held(Supplier<SpoolRecord> record) {
        this.record = record;
    }

    Supplier<SpoolRecord> record() {
        return record;
    }

    long sinceNanos() {
        return sinceNanos;
    }

    /** Whether it is to be appended: neither is it in a file, nor is its write over. */
    synchronized boolean isBare() {
        return file == null && !over;
    }

    synchronized boolean isSpooled() {
        return file != null;
    }

    /** It is on the disk. False if its write is over meanwhile, and nobody will say so to the file. */
    synchronized boolean spooledIn(SpoolFile spoolFile) {
        file = spoolFile;
        return !over;
    }

    /** Its write has been done or given up. Gives the file that has to be told. */
    synchronized Optional<SpoolFile> end() {
        over = true;
        return Optional.ofNullable(file);
    }
}
