package dev.linkhub.worker.schedule;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.task.Task;
import dev.linkhub.fleet.ThisProcess;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.event.ShutdownEvent;
import io.micronaut.context.event.StartupEvent;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.runtime.event.annotation.EventListener;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executors;
import javax.sql.DataSource;

/**
 * Runs the jobs from the application's start to its stop. db-scheduler's own defaults would leave the work of a killed process
 * lying for half an hour and a stop waiting as long; here the work is taken over within about 12 s. Work that asks to go on at
 * once does not wait for the next poll.
 */
@Context
final class WorkScheduler {

    private static final Duration POLL_EVERY = Duration.ofMillis(500);
    private static final Duration HEARTBEAT = Duration.ofSeconds(2);
    private static final int MISSED_BEFORE_DEAD = 4;
    private static final double FETCH_BELOW = 0.5;
    private static final double FETCH_UP_TO = 1.0;

    private final List<Job> jobs;
    private final Duration stopWithin;
    private final Scheduler scheduler;

    WorkScheduler(DataSource dataSource, List<Job> jobs, WorkSettings settings, Clock clock) {
        List<Task<?>> tasks = new ArrayList<>();
        // The bean is wrapped so that it only hands out the connection of a transaction; the scheduler runs its own.
        DataSource watched = new WatchedDatabase(DelegatingDataSource.unwrapDataSource(dataSource));
        LateWakeUps lateWakeUps = new LateWakeUps(watched);
        jobs.forEach(job -> tasks.add(JobTask.of(job, lateWakeUps, this::lookNow)));
        this.jobs = List.copyOf(jobs);
        this.stopWithin = settings.stopWithin();
        this.scheduler = new RealTimePolling(watched, tasks)
                .schedulerName(new SchedulerName.Fixed(ThisProcess.name()))
                .clock(clock::instant)
                .threads(settings.executions())
                .executorService(Executors.newThreadPerTaskExecutor(
                        Thread.ofVirtual().name("work-", 0).factory()))
                .pollUsingLockAndFetch(FETCH_BELOW, FETCH_UP_TO)
                .pollingInterval(POLL_EVERY)
                .heartbeatInterval(HEARTBEAT)
                .missedHeartbeatsLimit(MISSED_BEFORE_DEAD)
                .shutdownMaxWait(stopWithin)
                .alwaysPersistTimestampInUTC()
                .build();
    }

    @EventListener
    void on(StartupEvent started) {
        start();
    }

    /** Before any bean is destroyed: running jobs still need theirs. */
    @EventListener
    void on(ShutdownEvent stopping) {
        stop();
    }

    void start() {
        scheduler.start();
    }

    void stop() {
        scheduler.stop();
        LastWait.atMost(stopWithin, () -> jobs.forEach(Job::awaitEnd));
    }

    private void lookNow() {
        scheduler.triggerCheckForDueExecutions();
    }
}
