package dev.linkhub.bench.contestant;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.task.helper.OneTimeTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;

/**
 * db-scheduler with a one-time task per grant, as its README says for high throughput
 * (<a href="https://github.com/kagkarlsson/db-scheduler#polling-strategy">polling strategy</a>): lock-and-fetch with the
 * limits 1.0 and 4.0, a thread per execution that may run, and virtual ones, because the work waits.
 */
final class DbSchedulerPeer {

    private static final String TABLE = "bench_scheduled_tasks";
    private static final int CONNECTIONS = 64;

    private DbSchedulerPeer() {}

    static void run(Settings settings, Gate gate) throws SQLException {
        HikariDataSource database = settings.pool(CONNECTIONS);
        GrantWork work = new GrantWork(database, new RingCall(settings.ring(), settings.inFlight()), gate);
        OneTimeTask<Void> refresh = Tasks.oneTime("refresh").execute((instance, context) -> work.run(instance.getId()));
        schedule(database, settings.jobs());
        Scheduler.create(database, refresh)
                .tableName(TABLE)
                .threads(settings.inFlight())
                .executorService(Executors.newVirtualThreadPerTaskExecutor())
                .pollUsingLockAndFetch(1.0, 4.0)
                .pollingInterval(Duration.ofSeconds(1))
                .build()
                .start();
    }

    /** By SQL, which is not measured: the rows are those that its client writes. */
    private static void schedule(HikariDataSource database, int jobs) throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE IF EXISTS " + TABLE);
            statement.execute("CREATE TABLE " + TABLE + " LIKE scheduled_tasks");
            statement.execute("""
                    INSERT INTO %s (task_name, task_instance, execution_time, picked, version)
                    SELECT 'refresh', CONCAT(tenant_id, '/', grant_id), due_at, FALSE, 1 FROM ring_grant
                     WHERE tenant_id IN (SELECT tenant_id FROM bench_app) AND due_at <= UTC_TIMESTAMP(6)
                     LIMIT %d
                    """.formatted(TABLE, jobs));
        }
    }
}
