package dev.linkhub.chaos.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An attempt's end as the database has it.
 *
 * @param endedAt by the clock of the process that wrote it
 * @param newGeneration null for anything but a success
 */
public record AttemptRow(
        String attempt,
        String grant,
        Instant endedAt,
        String outcome,
        @Nullable Integer newGeneration) {}
