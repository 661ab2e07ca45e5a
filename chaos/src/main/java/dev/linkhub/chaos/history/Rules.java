package dev.linkhub.chaos.history;

import java.time.Duration;

/** The settings that the hub ran with, as far as the promises depend on them. */
public record Rules(Duration interval, Duration lease, Duration deadline, Duration quarantine) {

    /** When the one confirming attempt after a verdict is made; no setting of the hub's. */
    static final Duration CONFIRM_AFTER = Duration.ofMinutes(15);
}
