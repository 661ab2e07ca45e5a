package dev.linkhub.simulator.state;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the world in its file. Whoever is about to tell somebody of something keeps it first. Those that wait at the
 * same time share one write.
 */
public final class Keeper implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Keeper.class);

    private final @Nullable StateFile file;
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition asked = lock.newCondition();
    private final Condition settled = lock.newCondition();
    private @Nullable Thread writer;
    private long wanted;
    private long tried;
    private long written;
    private String failure = "";
    private boolean closing;
    private byte[] latest = {};

    private Keeper(@Nullable StateFile file) {
        this.file = file;
    }

    /** Keeps nothing: the world lives in memory. */
    public static Keeper none() {
        return new Keeper(null);
    }

    /**
     * Keeps the world in this file.
     *
     * @throws StateUnusable if the file cannot be had
     */
    public static Keeper of(Path file) {
        return new Keeper(StateFile.open(file));
    }

    /**
     * What {@code decode} makes of the world in the file; empty if there is none yet. {@code decode} throws {@link
     * IllegalArgumentException} for what is no world.
     *
     * @throws StateUnusable if the file cannot be read or does not hold a world
     */
    public <W> Optional<W> recall(Function<byte[], W> decode) {
        if (file == null) {
            return Optional.empty();
        }
        try {
            return file.read().map(decode);
        } catch (IllegalArgumentException e) {
            StateUnusable damaged = StateFormat.damaged(file.path());
            damaged.initCause(e);
            throw damaged;
        }
    }

    /**
     * Keeps what {@code snapshot} gives from now on, and writes it once.
     *
     * @throws StateUnusable if the file cannot be written
     */
    public void begin(Supplier<byte[]> snapshot) {
        if (file == null) {
            return;
        }
        StateFile kept = file;
        writer = Thread.ofPlatform().name("simulator-state").daemon().start(() -> run(kept, snapshot));
        try {
            keep();
        } catch (NotKept e) {
            throw new StateUnusable(
                    kept.path(), "cannot be written (" + failure + ")", "mend that, or choose another file");
        }
    }

    /** Returns once everything that happened before the call is in the file. */
    public void keep() throws NotKept {
        if (file == null) {
            return;
        }
        lock.lock();
        try {
            if (closing) {
                throw new NotKept("the simulator was stopped");
            }
            long mine = ask();
            while (tried < mine) {
                settled.awaitUninterruptibly();
            }
            if (written < mine) {
                throw new NotKept(failure);
            }
        } finally {
            lock.unlock();
        }
    }

    /** Writes what happened before the call without letting anybody wait for it. */
    public void keepSoon() {
        if (file == null) {
            return;
        }
        lock.lock();
        try {
            ask();
        } finally {
            lock.unlock();
        }
    }

    /** Writes once more and gives the file free. */
    @Override
    public void close() {
        Thread running;
        lock.lock();
        try {
            closing = true;
            ask();
            running = writer;
        } finally {
            lock.unlock();
        }
        join(running);
        if (file != null) {
            file.close();
        }
    }

    private static void join(@Nullable Thread running) {
        try {
            if (running != null) {
                running.join();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private long ask() {
        asked.signal();
        return ++wanted;
    }

    private void run(StateFile kept, Supplier<byte[]> snapshot) {
        boolean last = false;
        while (!last) {
            long covered;
            lock.lock();
            try {
                while (tried == wanted && !closing) {
                    asked.awaitUninterruptibly();
                }
                last = closing;
                covered = wanted;
            } finally {
                lock.unlock();
            }
            conclude(covered, attempt(kept, snapshot));
        }
    }

    /** Returns why it failed; null if it did not. */
    private @Nullable String attempt(StateFile kept, Supplier<byte[]> snapshot) {
        try {
            byte[] world = snapshot.get();
            if (!Arrays.equals(world, latest)) {
                kept.write(world);
                latest = world;
            }
            return null;
        } catch (IOException e) {
            return StateFile.reason(e);
        } catch (RuntimeException | OutOfMemoryError e) {
            return e.toString();
        }
    }

    private void conclude(long covered, @Nullable String failed) {
        lock.lock();
        try {
            boolean wasFailing = written < tried;
            tried = covered;
            written = failed == null ? covered : written;
            failure = failed == null ? "" : failed;
            if (failed != null && !wasFailing) {
                LOG.error(
                        "The state file {} cannot be written ({}): calls are answered with 503 until it can",
                        file == null ? "" : file.path(),
                        failed);
            }
            settled.signalAll();
        } finally {
            lock.unlock();
        }
    }
}
