package dev.linkhub.fleet;

import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.List;

/** The scheduler's table is one queue for all tenants; only operators see it. */
@JdbcRepository(dialect = Dialect.MYSQL)
interface LaneRows extends GenericRepository<ProcessRows.Row, String> {

    /** What runs has a heartbeat, and nothing else has: the index has no more of them than there are executions. */
    @Query("""
            SELECT task_instance, execution_time, picked, picked_by, last_failure, consecutive_failures
              FROM scheduled_tasks
             WHERE last_heartbeat IS NOT NULL AND task_name = 'refresh' AND picked = TRUE
             ORDER BY last_heartbeat LIMIT :limit
            """)
    List<Lane> running(int limit);

    /** In the order in which they are woken. */
    @Query("""
            SELECT task_instance, execution_time, picked, picked_by, last_failure, consecutive_failures
              FROM scheduled_tasks WHERE task_name = 'refresh' AND picked = FALSE ORDER BY execution_time LIMIT :limit
            """)
    List<Lane> next(int limit);

    @Query("SELECT COUNT(*) FROM (SELECT 1 FROM scheduled_tasks WHERE task_name = 'refresh' LIMIT :limit) AS lanes")
    int count(int limit);
}
