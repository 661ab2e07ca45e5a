package dev.linkhub.spool;

import jakarta.inject.Singleton;

/**
 * Whether files of dead processes wait for a database that was away when they were found, or cannot be read. It may be back before they are
 * looked at again, and what they hold tokens for looks then as if nobody had ever heard from Ring.
 */
@Singleton
public class Leftovers {

    private volatile boolean waiting;

    Leftovers() {}

    /** Until it is false nothing is to be sent that may have been sent before. */
    public boolean areWaiting() {
        return waiting;
    }

    void areWaiting(boolean now) {
        waiting = now;
    }
}
