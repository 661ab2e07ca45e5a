package dev.linkhub.wakeup;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;

/**
 * Wakes the worker. Must be called in the transaction that makes the work, so that neither exists without the other: a
 * process that dies right after its commit has left somebody to go on.
 */
@Singleton
public class WakeUps {

    private final WakeUpRows rows;
    private final SchedulerClient client;

    WakeUps(WakeUpRows rows, DataSource dataSource) {
        this.rows = rows;
        // Named, because finding it out would take a connection, and outside a transaction there is none to take.
        this.client = SchedulerClient.Builder.create(dataSource)
                .jdbcCustomization(new DefaultJdbcCustomization(true))
                .build();
    }

    /** Wakes a worker for this at the time or soon after, unless one is to be woken for it already. */
    public void at(Instant time, Work work, TenantScope tenant, String subject) {
        TaskInstance<Void> wakeUp =
                work.task().instance(new WorkItem(tenant, subject).instance()).build();
        if (rows.lock(wakeUp.getTaskName(), wakeUp.getId()).isEmpty()) {
            client.scheduleIfNotExists(wakeUp, time);
        }
    }

    /** Has a tenant's refreshes looked at within the time: a grant falls due then. */
    @Transactional
    public void refreshIn(Duration time, TenantScope tenant) {
        within(time, Work.REFRESH, tenant, WorkItem.FIRST_LANE);
    }

    /** Has a tenant's refreshes looked at now instead of at their next regular time. */
    @Transactional
    public void refreshSoon(TenantScope tenant) {
        within(Duration.ZERO, Work.REFRESH, tenant, WorkItem.FIRST_LANE);
    }

    /** Has a second lane help the first now. */
    @Transactional
    public void secondLane(TenantScope tenant) {
        within(Duration.ZERO, Work.REFRESH, tenant, WorkItem.SECOND_LANE);
    }

    /**
     * Has a tenant swept within the time: something is made that has outlived its use then. Before it is made, where that is no
     * transaction of the caller's.
     */
    @Transactional
    public void sweepIn(Duration time, TenantScope tenant) {
        within(time, Work.SWEEP, tenant, WorkItem.WHOLE_TENANT);
    }

    /**
     * Wakes a worker after the time at the latest. Cheap if one is to be woken by then already, as for most of a tenant's
     * transactions. A worker that is at it just now, and may have looked too early, comes back.
     */
    private void within(Duration time, Work work, TenantScope tenant, String subject) {
        String taskName = work.task().getTaskName();
        String instance = new WorkItem(tenant, subject).instance();
        long micros = TimeUnit.NANOSECONDS.toMicros(time.toNanos());
        if (rows.plannedWithin(taskName, instance, micros) == 0) {
            rows.wake(taskName, instance, micros);
        }
    }
}
