package dev.linkhub.spool;

import dev.linkhub.database.InsistentWrite;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.core.annotation.Order;
import io.micronaut.core.order.Ordered;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.annotation.PreDestroy;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes what dead processes of the same folder left in their files: at the start, before anything else is done, and every
 * few seconds for those that die later or whose database was away.
 */
@Context
class SpoolReplay {

    private static final Logger LOG = LoggerFactory.getLogger(SpoolReplay.class);
    private static final long LOOK_EVERY_SECONDS = 10;
    private static final long LOOK_AGAIN_EVERY_SECONDS = 1;

    private final SpoolFolder folder;
    private final RecordSeals seals;
    private final List<SpooledWrite> writes;
    private final Leftovers leftovers;
    /** What has been complained of already: the folder is looked at each second while anything waits. */
    private final Set<Path> unread = new HashSet<>();

    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("spool-replay").factory());

    SpoolReplay(SpoolFolder folder, RecordSeals seals, List<SpooledWrite> writes, Leftovers leftovers) {
        this.folder = folder;
        this.seals = seals;
        this.writes = List.copyOf(writes);
        this.leftovers = leftovers;
    }

    @EventListener
    @Order(Ordered.HIGHEST_PRECEDENCE)
    void on(StartupEvent event) {
        // On the thread that goes on with it: a stop of the caller must not close a file.
        CompletableFuture.runAsync(this::adoptAll, thread).join();
        ScheduledFuture<?> _ =
                thread.scheduleWithFixedDelay(this::adoptAll, LOOK_EVERY_SECONDS, LOOK_EVERY_SECONDS, TimeUnit.SECONDS);
        ScheduledFuture<?> _ = thread.scheduleWithFixedDelay(
                this::adoptWaiting, LOOK_AGAIN_EVERY_SECONDS, LOOK_AGAIN_EVERY_SECONDS, TimeUnit.SECONDS);
    }

    @PreDestroy
    void close() {
        thread.close();
    }

    /**
     * Takes each file that no living process has. One that cannot be read does not keep the others from being taken, and may
     * hold tokens for anything that was sent before.
     */
    void adoptAll() {
        try {
            boolean readAll = true;
            for (Path path : folder.files()) {
                switch (adopt(path)) {
                    case DEALT_WITH -> unread.remove(path);
                    case UNREAD -> readAll = false;
                    case DATABASE_AWAY -> {
                        leftovers.areWaiting(true);
                        return;
                    }
                }
            }
            leftovers.areWaiting(!readAll);
        } catch (RuntimeException e) {
            leftovers.areWaiting(true);
            if (unread.add(Path.of(""))) {
                LOG.error("ALERT the spool's folder cannot be read", e);
            }
        }
    }

    private Adoption adopt(Path path) {
        try {
            Optional<LockedFile> taken = LockedFile.take(path);
            return taken.isEmpty() || adopt(taken.get()) ? Adoption.DEALT_WITH : Adoption.DATABASE_AWAY;
        } catch (IOException | RuntimeException e) {
            if (unread.add(path)) {
                LOG.error(
                        "ALERT {} of the spool cannot be read; until it can, or is moved away, nothing is sent again that has been sent before",
                        path,
                        e);
            }
            return Adoption.UNREAD;
        }
    }

    private void adoptWaiting() {
        if (leftovers.areWaiting()) {
            adoptAll();
        }
    }

    /** False if the database does not take it: the file stays, and the others would fare no better. */
    private boolean adopt(LockedFile file) throws IOException {
        try (file) {
            SpoolFormat.Scan scan = SpoolFormat.scan(bytesOf(file.channel()));
            if (scan.torn() > 0) {
                LOG.warn("The last {} bytes of {} were never finished, and are left out", scan.torn(), file.path());
            }
            List<Aside> aside = new ArrayList<>();
            scan.damaged().forEach(bytes -> aside.add(new Aside(bytes, "it is damaged")));
            for (byte[] body : scan.bodies()) {
                if (!write(body, aside)) {
                    return false;
                }
            }
            // Last, so that a database that goes away over it does not have each of them set aside again and again.
            for (Aside one : aside) {
                LOG.error(
                        "ALERT a record of the spool cannot be used, {}; it is kept as {}",
                        one.why(),
                        folder.setAside(one.bytes()));
            }
            file.delete();
            if (!scan.bodies().isEmpty()) {
                LOG.info("{} records of {} have been dealt with", scan.bodies().size(), file.path());
            }
            return true;
        }
    }

    /** False if the database is away. */
    private boolean write(byte[] body, List<Aside> aside) {
        try {
            SpoolRecord record = seals.open(body);
            SpooledWrite write = writes.stream()
                    .filter(one -> one.kind().equals(record.kind()))
                    .findFirst()
                    .orElseThrow(() -> new RecordSeals.Unreadable("nothing is known of the kind " + record.kind()));
            write.write(record);
        } catch (RuntimeException e) {
            if (InsistentWrite.isTheDatabases(e) && !InsistentWrite.isOfTheData(e)) {
                LOG.warn("The database does not take what is in the spool yet: {}", e.getMessage());
                return false;
            }
            aside.add(new Aside(SpoolFormat.frame(body), String.valueOf(e.getMessage())));
        }
        return true;
    }

    private static byte[] bytesOf(FileChannel channel) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(Math.toIntExact(channel.size()));
        while (bytes.hasRemaining() && channel.read(bytes, bytes.position()) >= 0) {
            // Until all has been read.
        }
        return bytes.array();
    }

    private enum Adoption {
        DEALT_WITH,
        UNREAD,
        DATABASE_AWAY
    }

    /** What an operator has to look at. */
    @SuppressWarnings("ArrayRecordComponent") // Passed on once, never compared.
    private record Aside(byte[] bytes, String why) {}
}
