package dev.linkhub.worker.schedule;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.SchedulableInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import dev.linkhub.wakeup.WorkItem;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A job as db-scheduler sees it. */
final class JobTask {

    private static final Logger LOG = LoggerFactory.getLogger(JobTask.class);
    private static final Duration FIRST_BACKOFF = Duration.ofSeconds(1);
    private static final int MOST_DOUBLINGS = 8;
    private static final int ALERT_AFTER = 10;
    private static final Duration SET_ASIDE_FOR = Duration.ofDays(1);

    private final Job job;
    private final LateWakeUps lateWakeUps;
    private final Runnable lookNow;

    private JobTask(Job job, LateWakeUps lateWakeUps, Runnable lookNow) {
        this.job = job;
        this.lateWakeUps = lateWakeUps;
        this.lookNow = lookNow;
    }

    /**
     * @param lookNow has the scheduler look for due work at once instead of at its next regular time
     */
    static CustomTask<Void> of(Job job, LateWakeUps lateWakeUps, Runnable lookNow) {
        return Tasks.custom(job.work().task())
                .onFailure(JobTask::tryAgainLater)
                .onDeadExecution((dead, operations) -> operations.reschedule(dead, dead.getTimeDone()))
                .execute(new JobTask(job, lateWakeUps, lookNow)::execute);
    }

    private CompletionHandler<Void> execute(TaskInstance<Void> instance, ExecutionContext context) {
        WorkItem item;
        try {
            item = WorkItem.parse(instance.getId());
        } catch (RuntimeException e) {
            LOG.error("ALERT {} cannot read its instance {} and sets it aside", job.work(), instance.getId(), e);
            return (done, operations) ->
                    operations.reschedule(done, done.getTimeDone().plus(SET_ASIDE_FOR));
        }
        Optional<Instant> again = run(item);
        if (again.isPresent()) {
            return (done, operations) -> {
                operations.reschedule(done, again.get());
                if (lateWakeUps.heed(instance) || !again.get().isAfter(done.getTimeDone())) {
                    lookNow.run();
                }
            };
        }
        return (done, operations) -> {
            operations.remove();
            lookOnceMore(item, SchedulableInstance.of(instance, done.getTimeDone()), context.getSchedulerClient());
        };
    }

    private Optional<Instant> run(WorkItem item) {
        return job.run(item.tenant(), item.subject());
    }

    /**
     * Whoever makes new work for the same subject finds a wake-up there already and leaves it at that. If it was the one just
     * removed, nobody would come for that work; hence this look after the removal.
     */
    private void lookOnceMore(WorkItem item, SchedulableInstance<Void> now, SchedulerClient client) {
        Optional<Instant> again;
        try {
            again = run(item);
        } catch (RuntimeException e) {
            LOG.warn("{} of {} failed and is tried again", job.work(), item.instance(), e);
            client.scheduleIfNotExists(now);
            return;
        }
        again.ifPresent(at -> client.scheduleIfNotExists(now.getTaskInstance(), at));
    }

    /** After 1 s, doubling to about 4 min, and for ever: nothing that was stored is given up. */
    private static void tryAgainLater(ExecutionComplete failed, ExecutionOperations<Void> operations) {
        int failures = failed.getExecution().consecutiveFailures + 1;
        if (failures == ALERT_AFTER) {
            LOG.error("ALERT {} has failed {} times in a row", failed.getExecution().taskInstance, failures);
        }
        Duration backoff = FIRST_BACKOFF.multipliedBy(1L << Math.min(failures - 1, MOST_DOUBLINGS));
        operations.reschedule(failed, failed.getTimeDone().plus(backoff));
    }
}
