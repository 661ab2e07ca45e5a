package dev.linkhub.simulator.time;

import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Runs tasks once the simulator's time has reached their moment, at whatever pace it runs; moving the clock makes them
 * due at once, stopping it keeps them waiting.
 */
public final class Agenda implements AutoCloseable {

    private record Entry(Instant due, long order, Runnable task) {}

    private static final Duration LONGEST_NAP = Duration.ofHours(1);

    private final SimulatorClock clock;
    private final Runnable afterwards;
    private final PriorityQueue<Entry> entries =
            new PriorityQueue<>(Comparator.comparing(Entry::due).thenComparingLong(Entry::order));
    private final ReentrantLock lock = new ReentrantLock();
    private final Condition changed = lock.newCondition();
    private long order;
    private boolean closed;

    private Agenda(SimulatorClock clock, Runnable afterwards) {
        this.clock = clock;
        this.afterwards = afterwards;
    }

    /** {@code afterwards} runs after each task, on its thread. */
    public static Agenda start(SimulatorClock clock, Runnable afterwards) {
        Agenda agenda = new Agenda(clock, afterwards);
        clock.onMove(agenda::wake);
        Thread.ofVirtual().name("simulator-agenda").start(agenda::run);
        return agenda;
    }

    /** Runs {@code task} on its own virtual thread as soon as the simulator's time is at or past {@code due}. */
    public void at(Instant due, Runnable task) {
        lock.lock();
        try {
            entries.add(new Entry(due, order++, task));
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    /** Runs {@code task} on its own virtual thread without waiting for it. */
    public void soon(Runnable task) {
        Thread.ofVirtual().name("simulator-due").start(() -> {
            try {
                task.run();
            } finally {
                afterwards.run();
            }
        });
    }

    public void forget() {
        lock.lock();
        try {
            entries.clear();
        } finally {
            lock.unlock();
        }
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
            entries.clear();
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void wake() {
        lock.lock();
        try {
            changed.signal();
        } finally {
            lock.unlock();
        }
    }

    private void run() {
        lock.lock();
        try {
            while (!closed) {
                Entry next = entries.peek();
                Duration wait = next == null
                        ? LONGEST_NAP
                        : clock.realTimeUntil(next.due()).orElse(LONGEST_NAP);
                if (next != null && wait.isZero()) {
                    entries.remove();
                    soon(next.task());
                } else {
                    Duration nap = wait.compareTo(LONGEST_NAP) < 0 ? wait : LONGEST_NAP;
                    // Woken early, in vain or in time: the loop looks again either way.
                    changed.awaitNanos(nap.toNanos());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            lock.unlock();
        }
    }
}
