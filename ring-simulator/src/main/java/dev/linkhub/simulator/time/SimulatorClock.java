package dev.linkhub.simulator.time;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The simulator's time: a source plus an offset that a test may move either way. */
public final class SimulatorClock implements InstantSource {

    private final InstantSource source;
    private final List<Runnable> watchers = new CopyOnWriteArrayList<>();
    private volatile Duration offset = Duration.ZERO;

    public SimulatorClock(InstantSource source) {
        this.source = source;
    }

    @Override
    public Instant instant() {
        return source.instant().plus(offset);
    }

    public Duration offset() {
        return offset;
    }

    /** Replaces the offset and wakes whatever waits for a moment that may have come. */
    public void moveTo(Duration newOffset) {
        offset = newOffset;
        watchers.forEach(Runnable::run);
    }

    void onMove(Runnable watcher) {
        watchers.add(watcher);
    }
}
