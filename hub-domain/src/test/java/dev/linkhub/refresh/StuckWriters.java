package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** Threads that store an attempt's end while somebody else holds its row: the first waits for the row, the others for the first. */
final class StuckWriters {

    private StuckWriters() {}

    /** Starts them, and returns once all of them wait. */
    static void start(Runnable... tasks) {
        List<Thread> threads = Stream.of(tasks)
                .map(task -> Thread.ofPlatform().daemon().start(task))
                .toList();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!threads.stream().allMatch(StuckWriters::isStuck)) {
            assertThat(System.nanoTime()).as("waiting for a thread to wait").isLessThan(end);
            Thread.onSpinWait();
        }
    }

    private static boolean isStuck(Thread thread) {
        for (StackTraceElement frame : thread.getStackTrace()) {
            if (frame.getClassName().endsWith("AttemptEnds")
                    && frame.getMethodName().equals("write")) {
                return true;
            }
        }
        return thread.getState() == Thread.State.WAITING;
    }
}
