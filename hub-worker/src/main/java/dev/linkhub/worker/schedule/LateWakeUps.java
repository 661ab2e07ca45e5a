package dev.linkhub.worker.schedule;

import com.github.kagkarlsson.scheduler.task.TaskInstance;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import javax.sql.DataSource;

/**
 * Wake-ups that came while their execution was running, and may have looked too early to see what they were for
 * ({@code WakeUps}).
 */
final class LateWakeUps {

    private static final String HEED = """
            UPDATE scheduled_tasks SET execution_time = LEAST(execution_time, woken_for), woken_for = NULL
             WHERE task_name = ? AND task_instance = ? AND picked = FALSE AND woken_for IS NOT NULL
            """;

    private final DataSource dataSource;

    LateWakeUps(DataSource dataSource) {
        this.dataSource = dataSource;
    }

    /** Brings forward what has just been put to its next time; true if there was word of an earlier one. */
    boolean heed(TaskInstance<?> ended) {
        try (Connection connection = dataSource.getConnection();
                PreparedStatement statement = connection.prepareStatement(HEED)) {
            statement.setString(1, ended.getTaskName());
            statement.setString(2, ended.getId());
            return statement.executeUpdate() == 1;
        } catch (SQLException e) {
            throw new IllegalStateException("Cannot read what " + ended + " was woken for", e);
        }
    }
}
