package dev.linkhub.simulator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The simulator's time: a source, moved either way, run faster or stopped as a test wishes. */
public final class SimulatorClock implements InstantSource {

    /** At the source's {@code real} it was {@code simulated}; from there time runs at {@code pace}. */
    private record Course(Instant real, Instant simulated, Pace pace) {

        Instant at(Instant now) {
            return simulated.plus(pace.simulated(Duration.between(real, now)));
        }
    }

    /** At {@code real} time it was {@code simulated}, and went on at {@code pace}. */
    public record Snapshot(Instant real, Instant simulated, Pace pace) {}

    /** One look at the clock: the time, how far it is from real time, and how fast it runs. */
    public record Reading(Instant now, Duration offset, Pace pace) {}

    private final InstantSource source;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile Course course;

    public SimulatorClock(InstantSource source) {
        this.source = source;
        Instant now = source.instant();
        this.course = new Course(now, now, Pace.REAL);
    }

    @Override
    public Instant instant() {
        return course.at(source.instant());
    }

    public Reading read() {
        return read(source.instant());
    }

    /**
     * Sets the time or the pace or both, from one moment on, and wakes whatever waits for a moment that may have come.
     */
    public Reading set(TimeChange change) {
        Reading after;
        synchronized (this) {
            Instant real = source.instant();
            Reading before = read(real);
            course = new Course(real, change.time(before, real), change.pace(before.pace()));
            after = read(real);
        }
        watchers.forEach(Runnable::run);
        return after;
    }

    /** How time has gone since it was set last. */
    public Snapshot snapshot() {
        Course current = course;
        return new Snapshot(current.real(), current.simulated(), current.pace());
    }

    /** Goes on as if it had never stopped. */
    public void restore(Snapshot snapshot) {
        course = new Course(snapshot.real(), snapshot.simulated(), snapshot.pace());
        watchers.forEach(Runnable::run);
    }

    /** Back to real time at its own pace. */
    public void forget() {
        set(TimeChange.RIGHT);
    }

    void onMove(Runnable watcher) {
        watchers.add(watcher);
    }

    /** How long to wait in real time until {@code due}, zero if it has come; empty while time stands still. */
    Optional<Duration> realTimeUntil(Instant due) {
        Reading reading = read();
        Duration wait = Duration.between(reading.now(), due);
        if (!wait.isPositive()) {
            return Optional.of(Duration.ZERO);
        }
        return reading.pace().frozen()
                ? Optional.empty()
                : Optional.of(reading.pace().real(wait));
    }

    private Reading read(Instant real) {
        Course current = course;
        Instant now = current.at(real);
        return new Reading(now, Duration.between(real, now), current.pace());
    }
}
