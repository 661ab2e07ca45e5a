package dev.linkhub.worker;

import dev.linkhub.process.Part;
import dev.linkhub.process.PartStart;

/** Starts a worker alone; it may join others and leave them at any time; {@code SIGTERM} and Ctrl-C stop it gracefully. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        PartStart.run(Part.WORKER);
    }
}
