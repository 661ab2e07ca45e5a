package dev.linkhub.web.testing;

import dev.linkhub.background.Background;
import io.micronaut.context.annotation.Replaces;
import jakarta.inject.Singleton;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Does nothing by itself: a test sees what a household sees before and after. */
@Singleton
@Replaces(Background.class)
public class HeldBackground extends Background {

    private final Queue<Runnable> held = new ConcurrentLinkedQueue<>();

    @Override
    public void run(String what, Runnable work) {
        held.add(work);
    }

    /** Does what has been held. */
    public void goOn() {
        for (Runnable next = held.poll(); next != null; next = held.poll()) {
            next.run();
        }
    }
}
