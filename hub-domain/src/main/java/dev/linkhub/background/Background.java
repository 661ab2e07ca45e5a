package dev.linkhub.background;

import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.runtime.event.annotation.EventListener;
import jakarta.inject.Singleton;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Goes on at once with what a worker would come by for later: nobody has to wait for it, and nothing is lost if this process
 * dies over it, because the work's own wake-up is stored already.
 */
@Singleton
public class Background {

    private static final Logger LOG = LoggerFactory.getLogger(Background.class);

    private final ExecutorService threads = Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("background-", 0).factory());

    /**
     * Returns at once.
     *
     * @param what for the log, such as "Telling Ring of lnk_…"; never holds a secret
     */
    public void run(String what, Runnable work) {
        threads.execute(() -> {
            try {
                work.run();
            } catch (RuntimeException e) {
                LOG.warn("{} failed; a worker goes on with it", what, e);
            }
        });
    }

    /** Before any bean is destroyed: what runs still needs its own. */
    @EventListener
    public void on(ShutdownEvent stopping) {
        threads.close();
    }
}
