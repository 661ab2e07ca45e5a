package dev.linkhub.simulator.state;

import java.io.Serial;

/** What was done could not be written to the state file, so nobody may be told of it. */
public final class NotKept extends Exception {

    @Serial
    private static final long serialVersionUID = 1L;

    NotKept(String reason) {
        super("the state cannot be kept: " + reason);
    }
}
