package dev.linkhub.simulator.state;

import java.io.Serial;
import java.nio.file.Path;

/** The simulator cannot start with this state file; the message says in one line which file, why and what to do. */
public final class StateUnusable extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1L;

    StateUnusable(Path file, String reason, String remedy) {
        super("the state file " + file + " " + reason + ": " + remedy);
    }
}
