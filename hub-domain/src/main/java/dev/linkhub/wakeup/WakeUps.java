package dev.linkhub.wakeup;

import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceException;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.github.kagkarlsson.scheduler.task.TaskInstance;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import dev.linkhub.tenant.TenantCreated;
import dev.linkhub.tenant.TenantScope;
import io.micronaut.runtime.event.annotation.EventListener;
import io.micronaut.transaction.annotation.Transactional;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Instant;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wakes the worker. Must be called in the transaction that makes the work, so that neither exists without the other: a
 * process that dies right after its commit has left somebody to go on.
 */
@Singleton
public class WakeUps {

    private static final Logger LOG = LoggerFactory.getLogger(WakeUps.class);
    private static final String FIRST_LANE = "0";
    private static final String WHOLE_TENANT = "all";

    private final WakeUpRows rows;
    private final SchedulerClient client;
    private final Clock clock;

    WakeUps(WakeUpRows rows, DataSource dataSource, Clock clock) {
        this.rows = rows;
        // Named, because finding it out would take a connection, and outside a transaction there is none to take.
        this.client = SchedulerClient.Builder.create(dataSource)
                .jdbcCustomization(new DefaultJdbcCustomization(true))
                .build();
        this.clock = clock;
    }

    /** Wakes a worker for this at the time or soon after, unless one is to be woken for it already. */
    public void at(Instant time, Work work, TenantScope tenant, String subject) {
        TaskInstance<Void> wakeUp =
                work.task().instance(new WorkItem(tenant, subject).instance()).build();
        if (rows.lock(wakeUp.getTaskName(), wakeUp.getId()).isEmpty()) {
            client.scheduleIfNotExists(wakeUp, time);
        }
    }

    /**
     * Has a tenant's refreshes looked at now instead of at their next regular time. If they are just being looked at, nothing
     * changes: a hint that goes lost costs no more than the time until the next look.
     */
    @Transactional
    public void refreshSoon(TenantScope tenant) {
        TaskInstanceId lane = Work.REFRESH.task().instanceId(new WorkItem(tenant, FIRST_LANE).instance());
        try {
            client.reschedule(lane, clock.instant());
        } catch (TaskInstanceException beingServed) {
            LOG.debug("Not brought forward: {}", beingServed.getMessage());
        }
    }

    @EventListener
    void on(TenantCreated event) {
        Instant now = clock.instant();
        at(now, Work.REFRESH, event.tenant(), FIRST_LANE);
        at(now, Work.SWEEP, event.tenant(), WHOLE_TENANT);
    }
}
