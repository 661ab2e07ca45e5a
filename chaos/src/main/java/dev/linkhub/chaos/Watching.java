package dev.linkhub.chaos;

import dev.linkhub.chaos.machine.Pause;
import dev.linkhub.chaos.world.HubWatch;
import dev.linkhub.chaos.world.RingWatch;
import java.time.Duration;
import java.time.InstantSource;

/** Looks at the hub's rows and at Ring's record again and again, until it is closed. */
final class Watching implements AutoCloseable {

    private final Thread thread;
    private volatile boolean ended;

    private Watching(Runnable look, Duration every) {
        thread = Thread.ofVirtual().name("watching").start(() -> {
            while (!ended) {
                look.run();
                Pause.of(every);
            }
        });
    }

    static Watching start(HubWatch hub, RingWatch ring, InstantSource clock, Duration every) {
        return new Watching(
                () -> {
                    hub.look();
                    ring.look(clock.instant());
                },
                every);
    }

    @Override
    public void close() {
        ended = true;
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
