package dev.linkhub.spool;

import dev.linkhub.database.InsistentWrite;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sees to it that what Ring has handed out survives the end of this process while the database does not take it: sealed, and
 * forced to the disk, at the first failure of a write, or when a write has been under way for a second, whichever is first.
 *
 * <p>All work on files is done by one thread: what fails or is overdue together goes to the disk together, and an interrupt
 * of a writer cannot close a file.
 */
@Context
public class Spool {

    private static final Logger LOG = LoggerFactory.getLogger(Spool.class);

    /** As long as a write may take before its record goes to the disk: a batch takes a tenth of it. */
    private static final Duration OVERDUE = Duration.ofSeconds(1);

    private static final long LOOK_EVERY_MILLIS = 250;

    private final SpoolFolder folder;
    private final RecordSeals seals;
    private final Set<Held> underWay = ConcurrentHashMap.newKeySet();
    private final Queue<Held> failed = new ConcurrentLinkedQueue<>();
    private final List<SpoolFile> files = new CopyOnWriteArrayList<>();
    private final AtomicLong failedAppends = new AtomicLong();
    private final ScheduledExecutorService disk = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("spool").factory());
    private volatile boolean stopping;
    private boolean diskFails;

    Spool(SpoolFolder folder, RecordSeals seals) {
        this.folder = folder;
        this.seals = seals;
        files.add(folder.firstFile());
        ScheduledFuture<?> _ = disk.scheduleWithFixedDelay(
                this::appendOverdue, LOOK_EVERY_MILLIS, LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * Runs the write until the database has taken it. Returns then, or throws when the process stops; the record, if it was
     * spooled, is then written by whoever finds the file.
     *
     * @param what for the log; never holds a secret
     * @param record asked for only if it is needed
     * @param write safe to be repeated
     * @throws RuntimeException the last failure. If it is not the database's the record has been set aside
     */
    public void insist(String what, Supplier<SpoolRecord> record, Runnable write) {
        Held held = new Held(record);
        underWay.add(held);
        boolean written = false;
        try {
            InsistentWrite.of(
                    what,
                    () -> {
                        write.run();
                        return true;
                    },
                    failure -> survives(held, what, failure));
            written = true;
        } catch (RuntimeException e) {
            if (!InsistentWrite.isTheDatabases(e) || InsistentWrite.isOfTheData(e)) {
                written = setAside(record.get(), what);
            }
            throw e;
        } finally {
            underWay.remove(held);
            end(held, written);
        }
    }

    /** How it stands, for metrics. */
    public SpoolStatus status() {
        long now = System.nanoTime();
        long oldest = underWay.stream()
                .mapToLong(held -> now - held.sinceNanos())
                .max()
                .orElse(0);
        return new SpoolStatus(
                files.stream().mapToInt(SpoolFile::waiting).sum(),
                folder.bytes(),
                Duration.ofNanos(oldest),
                failedAppends.get(),
                folder.aside().size());
    }

    /** From now on what is on the disk is left to the next process. Said before anybody waits for those who write. */
    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(ShutdownEvent event) {
        stopping = true;
    }

    @PreDestroy
    void close() {
        stopping = true;
        onDisk(() -> {
            appendAll(List.copyOf(underWay));
            for (SpoolFile file : files) {
                file.leave();
            }
            return true;
        });
        disk.shutdown();
    }

    /** After a failure of the write. True if there is no hurry to give up. */
    private boolean survives(Held held, String what, RuntimeException failure) {
        failed.add(held);
        onDisk(() -> {
            appendFailed();
            return true;
        });
        if (held.isSpooled() && stopping) {
            LOG.info("{} stays in the spool for the next start", what);
            throw failure;
        }
        return held.isSpooled() && !InsistentWrite.isOfTheData(failure);
    }

    private void appendFailed() {
        List<Held> batch = new ArrayList<>();
        for (Held next = failed.poll(); next != null; next = failed.poll()) {
            batch.add(next);
        }
        appendAll(batch);
    }

    private void appendOverdue() {
        long now = System.nanoTime();
        appendAll(underWay.stream()
                .filter(held -> now - held.sinceNanos() > OVERDUE.toNanos())
                .toList());
    }

    /** On the disk's thread only. */
    private void appendAll(List<Held> batch) {
        List<Held> bare = new ArrayList<>();
        List<byte[]> frames = new ArrayList<>();
        for (Held held : batch) {
            if (held.isBare()) {
                frame(held).ifPresent(frame -> {
                    bare.add(held);
                    frames.add(frame);
                });
            }
        }
        if (bare.isEmpty()) {
            return;
        }
        try {
            SpoolFile file = fileForMore();
            file.append(frames);
            for (Held held : bare) {
                if (!held.spooledIn(file)) {
                    file.written();
                }
            }
            LOG.warn("{} answers of Ring are in the spool until the database takes them", bare.size());
            diskFails = false;
        } catch (IOException | RuntimeException e) {
            failedAppends.incrementAndGet();
            if (!diskFails) {
                LOG.error(
                        "ALERT the spool cannot be written: until the database is back {} answers of Ring are in memory alone",
                        bare.size(),
                        e);
            }
            diskFails = true;
        }
    }

    /** Empty if there can be none; the others must not be kept from the disk by it. */
    private Optional<byte[]> frame(Held held) {
        try {
            return Optional.of(SpoolFormat.frame(seals.seal(held.record().get())));
        } catch (RuntimeException e) {
            held.end();
            failedAppends.incrementAndGet();
            LOG.error("ALERT an answer of Ring is in memory alone until the database takes it: it cannot be sealed", e);
            return Optional.empty();
        }
    }

    private SpoolFile fileForMore() throws IOException {
        SpoolFile last = files.getLast();
        if (!last.isFull()) {
            return last;
        }
        SpoolFile next = folder.newFile();
        files.add(next);
        last.finish();
        files.removeIf(file -> file != next && file.waiting() == 0);
        return next;
    }

    private void end(Held held, boolean written) {
        held.end()
                .ifPresent(file -> onDisk(() -> {
                    if (written) {
                        file.written();
                    } else {
                        file.leftBehind();
                    }
                    files.removeIf(one -> one != files.getLast() && one.waiting() == 0);
                    return true;
                }));
    }

    private boolean setAside(SpoolRecord record, String what) {
        return onDisk(() -> {
            LOG.error(
                    "ALERT {} cannot be written and is set aside as {}",
                    what,
                    folder.setAside(SpoolFormat.frame(seals.seal(record))));
            return true;
        });
    }

    /** Waits for the disk, even if interrupted: there is nothing sensible to do before it has answered. */
    private boolean onDisk(DiskWork work) {
        Supplier<Boolean> guarded = () -> {
            try {
                return work.run();
            } catch (IOException | RuntimeException e) {
                LOG.error("ALERT the spool's disk does not work", e);
                return false;
            }
        };
        try {
            return CompletableFuture.supplyAsync(guarded, disk).join();
        } catch (RejectedExecutionException closed) {
            // The files have been left to the next process, with all that was under way.
            return false;
        }
    }

    /** What may fail as disks do. */
    private interface DiskWork {

        boolean run() throws IOException;
    }
}
