package dev.linkhub.worker.schedule;

import dev.linkhub.tenant.TenantScope;
import dev.linkhub.wakeup.Work;
import java.time.Instant;
import java.util.Optional;

/**
 * What a worker does when it is woken for one kind of work. Being woken is a hint and no more: two workers may run the same
 * job for the same subject, and whatever must not happen twice is excluded by what the job calls.
 */
public interface Job {

    /** What it is woken for. */
    Work work();

    /**
     * Does what can be done now. An exception means to be woken again, ever later.
     *
     * @param subject as in {@link dev.linkhub.wakeup.WorkItem}
     * @return when to be woken again; empty when there is nothing left to do
     */
    Optional<Instant> run(TenantScope tenant, String subject);

    /** At the process's stop, when nothing runs any more: waits for what the runs have left going on; ends it if interrupted. */
    default void awaitEnd() {}
}
