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

    @MappedEntity("scheduled_tasks")
    record Row(String taskName, @Id String taskInstance) {}
}
