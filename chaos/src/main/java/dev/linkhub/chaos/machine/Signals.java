package dev.linkhub.chaos.machine;

import java.io.IOException;
import java.io.UncheckedIOException;

/** Signals that Java has no call for. */
final class Signals {

    private Signals() {}

    static void send(String name, long pid) {
        try {
            int result = new ProcessBuilder("kill", "-" + name, Long.toString(pid))
                    .start()
                    .waitFor();
            if (result != 0) {
                throw new IllegalStateException("kill -" + name + " " + pid + " said " + result);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("Interrupted while a signal was sent", e);
        }
    }
}
