package dev.linkhub.bench.contestant;

import java.io.IOException;
import java.io.OutputStream;

/** Runs the contestant that its argument names, until it is told to end or nothing is left to be refreshed. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws Exception {
        endWithParent();
        Settings settings = Settings.ofProcess();
        Gate gate = new Gate();
        Runtime.getRuntime().addShutdownHook(Thread.ofPlatform().unstarted(() -> close(gate)));
        switch (arguments[0]) {
            case "ceiling" -> Ceiling.run(settings, gate);
            case "limit" -> Limit.run(settings, gate);
            case "db_scheduler" -> DbSchedulerPeer.run(settings, gate);
            case "quartz" -> QuartzPeer.run(settings, gate);
            case "jobrunr" -> JobRunrPeer.run(settings, gate);
            case "loop" -> Loop.run(settings, gate);
            default -> throw new IllegalArgumentException("there is no contestant " + arguments[0]);
        }
        Thread.currentThread().join();
    }

    /** The standard input is a pipe of whoever measures; it ends when they do, however that ends. */
    private static void endWithParent() {
        Thread.ofPlatform().daemon().name("until-end-of-input").start(() -> {
            try {
                System.in.transferTo(OutputStream.nullOutputStream());
            } catch (IOException e) {
                System.err.println("The input broke: " + e.getMessage());
            }
            System.exit(0);
        });
    }

    private static void close(Gate gate) {
        try {
            gate.close();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
