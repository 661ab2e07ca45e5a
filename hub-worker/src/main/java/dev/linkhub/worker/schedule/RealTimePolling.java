package dev.linkhub.worker.schedule;

import com.github.kagkarlsson.scheduler.SchedulerBuilder;
import com.github.kagkarlsson.scheduler.Waiter;
import com.github.kagkarlsson.scheduler.task.Task;
import java.util.List;
import javax.sql.DataSource;

/** Looks for work at intervals of real time, whatever domain time does meanwhile: in tests it stands still. */
final class RealTimePolling extends SchedulerBuilder {

    RealTimePolling(DataSource dataSource, List<Task<?>> tasks) {
        super(dataSource, tasks);
    }

    @Override
    protected Waiter buildWaiter() {
        return new Waiter(poolingInterval);
    }
}
