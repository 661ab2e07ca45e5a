package dev.linkhub.worker.schedule;

import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The wait of a stop for what is still going on. */
final class LastWait {

    private static final Logger LOG = LoggerFactory.getLogger(LastWait.class);

    private LastWait() {}

    /**
     * Waits, and after so long interrupts the wait, which is to end what it waits for. With the database away ends of attempts
     * would hold on for twenty minutes: those that carry tokens are in the spool by then, and the others' grants are in doubt
     * until their quarantine is over, as after a crash.
     */
    static void atMost(Duration longest, Runnable wait) {
        Thread waiting = Thread.ofVirtual().name("last-wait").start(wait);
        try {
            if (!waiting.join(longest)) {
                LOG.warn("What is still going on after {} is broken off", longest);
                waiting.interrupt();
                waiting.join();
            }
        } catch (InterruptedException e) {
            waiting.interrupt();
            Thread.currentThread().interrupt();
        }
    }
}
