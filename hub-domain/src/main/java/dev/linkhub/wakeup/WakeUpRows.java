package dev.linkhub.wakeup;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;
import io.micronaut.data.annotation.Query;
import io.micronaut.data.jdbc.annotation.JdbcRepository;
import io.micronaut.data.model.query.builder.sql.Dialect;
import io.micronaut.data.repository.GenericRepository;
import java.util.Optional;

@JdbcRepository(dialect = Dialect.MYSQL)
interface WakeUpRows extends GenericRepository<WakeUpRows.Row, String> {

    /**
     * A worker that has just found nothing to do removes its wake-up and then looks once more. With the row locked it cannot
     * remove it before the caller's work is there for that last look to find.
     */
    @Query("""
            SELECT task_name, task_instance FROM scheduled_tasks
             WHERE task_name = :taskName AND task_instance = :instance FOR UPDATE
            """)
    Optional<Row> lock(String taskName, String instance);

    /**
     * Whether one is planned in time. Without a lock, so that whatever makes the same tenant's work does not queue up here; hence
     * the half minute, which is longer than any transaction of ours: the wake-up cannot be spent before the caller commits.
     */
    @Query("""
            SELECT COUNT(*) FROM scheduled_tasks
             WHERE task_name = :taskName AND task_instance = :instance AND picked = FALSE
               AND execution_time <= UTC_TIMESTAMP(6) + INTERVAL :micros MICROSECOND
               AND execution_time > UTC_TIMESTAMP(6) + INTERVAL 30 SECOND
            """)
    int plannedWithin(String taskName, String instance, long micros);

    /**
     * Plans it, or brings it forward, or leaves word for the end of the execution that is running; locks the row in each case. A
     * column is read only before it is assigned. With a new version no execution is picked by what was read before.
     */
    @Query("""
            INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
            VALUES (:taskName, :instance, UTC_TIMESTAMP(6) + INTERVAL :micros MICROSECOND, FALSE, 1)
            ON DUPLICATE KEY UPDATE
                   version = IF(picked, version, version + 1),
                   woken_for = IF(picked, LEAST(COALESCE(woken_for, VALUES(execution_time)), VALUES(execution_time)), woken_for),
                   execution_time = IF(picked, execution_time, LEAST(execution_time, VALUES(execution_time)))
            """)
    void wake(String taskName, String instance, long micros);

    @MappedEntity("scheduled_tasks")
    record Row(String taskName, @Id String taskInstance) {}
}
