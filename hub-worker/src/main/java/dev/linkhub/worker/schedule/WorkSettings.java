package dev.linkhub.worker.schedule;

import dev.linkhub.setting.Ranges;
import io.micronaut.context.annotation.Property;
import jakarta.inject.Singleton;
import java.time.Duration;

/** {@code HUB_WORKER_EXECUTIONS}, and what of {@code HUB_REFRESH_DEADLINE} matters here. */
@Singleton
final class WorkSettings {

    /** How long a lane drains before it yields, and what the last write-back may take. */
    private static final Duration DRAIN = Duration.ofSeconds(7);

    private final int executions;
    private final Duration deadline;

    WorkSettings(
            @Property(name = "hub.worker.executions", defaultValue = "64") String executions,
            @Property(name = "hub.refresh-deadline", defaultValue = "PT10S") String deadline) {
        this.executions = Ranges.number("hub.worker.executions", executions, 1, 1_000);
        this.deadline = Ranges.duration("hub.refresh-deadline", deadline, Duration.ofSeconds(1), Duration.ofMinutes(1));
    }

    /** How many jobs may run at once. */
    int executions() {
        return executions;
    }

    /** How long a stop waits for running jobs, and then for what they have left going on: the longest call and what comes after it. */
    Duration stopWithin() {
        return deadline.plus(DRAIN);
    }
}
