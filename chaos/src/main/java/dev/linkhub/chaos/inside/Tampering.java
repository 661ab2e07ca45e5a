package dev.linkhub.chaos.inside;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/** What this process was started with for the run. */
final class Tampering {

    /** The folder of this process's orders. */
    static final String ORDERS = "chaos.orders";

    /** How far its machine's clock is ahead, as an ISO 8601 duration; negative if it is behind. */
    static final String CLOCK_OFF = "chaos.clock-off";

    /** How it is broken: a {@link Breakage} by name. */
    static final String BREAKAGE = "chaos.breakage";

    private Tampering() {}

    static Optional<Posts> posts() {
        return Optional.ofNullable(System.getProperty(ORDERS)).map(Path::of).map(Posts::new);
    }

    static Duration clockOff() {
        return Duration.parse(System.getProperty(CLOCK_OFF, "PT0S"));
    }

    static Breakage breakage() {
        return Breakage.valueOf(System.getProperty(BREAKAGE, Breakage.NONE.name()));
    }
}
