package dev.linkhub.web;

import dev.linkhub.process.Part;
import dev.linkhub.process.PartStart;

/** Starts hub-web alone; {@code SIGTERM} and Ctrl-C stop it gracefully. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) throws InterruptedException {
        PartStart.run(Part.WEB);
    }
}
