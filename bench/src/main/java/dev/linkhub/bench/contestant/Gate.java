package dev.linkhub.bench.contestant;

import java.util.concurrent.locks.LockSupport;

/** Lets a process end without a refresh under way: whose answer is not stored would look like a loss. */
final class Gate {

    private int inside;
    private boolean closed;

    /** Returns when a refresh may begin. Once the gate is closed it never does. */
    void enter() {
        synchronized (this) {
            if (!closed) {
                inside++;
                return;
            }
        }
        while (true) {
            LockSupport.park();
        }
    }

    synchronized void leave() {
        inside--;
        notifyAll();
    }

    /** Returns when nobody is inside any more. */
    synchronized void close() throws InterruptedException {
        closed = true;
        while (inside > 0) {
            wait();
        }
    }
}
