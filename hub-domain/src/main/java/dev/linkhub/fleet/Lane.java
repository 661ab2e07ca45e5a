package dev.linkhub.fleet;

import dev.linkhub.wakeup.WorkItem;
import io.micronaut.core.annotation.Introspected;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A lane of a tenant's refreshes, as the scheduler keeps it.
 *
 * @param taskInstance names tenant and lane
 * @param executionTime when it is woken next, or was due to be if it runs
 * @param pickedBy the process that runs it now
 * @param consecutiveFailures how often it has failed in a row
 */
@Introspected
public record Lane(
        String taskInstance,
        Instant executionTime,
        boolean picked,
        @Nullable String pickedBy,
        @Nullable Instant lastFailure,
        @Nullable Integer consecutiveFailures) {

    /** Whose lane it is, and its number. */
    public WorkItem item() {
        return WorkItem.parse(taskInstance);
    }
}
