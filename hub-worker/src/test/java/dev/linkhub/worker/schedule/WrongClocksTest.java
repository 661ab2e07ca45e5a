package dev.linkhub.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.db.testing.TestDatabase;
import dev.linkhub.testing.Await;
import dev.linkhub.testing.HubTest;
import dev.linkhub.wakeup.Work;
import io.micronaut.context.ApplicationContext;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A worker on a machine whose clock is off comes when the database says so, and takes over from the dead only. */
@Tag("persistence")
class WrongClocksTest {

    private static final String REFRESH = Work.REFRESH.task().getTaskName();

    private final DatabaseAddress database = TestDatabase.fresh();

    @ParameterizedTest
    @ValueSource(strings = {"PT0S", "PT1H", "PT-1H"})
    void itNeitherComesLateNorEarlyNorTakesOverFromTheLiving(String ahead) throws SQLException {
        planned("ten_now/0", "0 SECOND");
        planned("ten_later/0", "30 MINUTE");
        running("ten_dead/0", "1 MINUTE");
        running("ten_living/0", "-30 MINUTE");
        running("ten_stale/0", "90 MINUTE");

        Map<String, Object> properties = properties(ahead);
        try (ApplicationContext worker = ApplicationContext.run(properties)) {
            worker.getBean(WorkScheduler.class).start();
            Await.until("what is due is done", () -> !isThere("ten_now/0"));
            Await.until("the dead are replaced", () -> !isThere("ten_dead/0") && !isThere("ten_stale/0"));
            assertThat(isThere("ten_later/0")).isTrue();
            assertThat(runsBy("ten_living/0")).isEqualTo("another process");
        }
    }

    private Map<String, Object> properties(String ahead) {
        Map<String, String> properties = HubTest.properties(database);
        properties.remove("hub.test.clock");
        properties.put("hub.test.clock-ahead", ahead);
        return Map.copyOf(properties);
    }

    private void planned(String instance, String in) throws SQLException {
        execute("""
                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                VALUES ('%s', '%s', UTC_TIMESTAMP(6) + INTERVAL %s, FALSE, 1)
                """.formatted(REFRESH, instance, in));
    }

    private void running(String instance, String lastHeartbeatAgo) throws SQLException {
        execute("""
                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                VALUES ('%s', '%s', UTC_TIMESTAMP(6), TRUE, 'another process', UTC_TIMESTAMP(6) - INTERVAL %s, 1)
                """.formatted(REFRESH, instance, lastHeartbeatAgo));
    }

    private boolean isThere(String instance) {
        return !select("COUNT(*)", instance).equals("0");
    }

    private String runsBy(String instance) {
        return select("MAX(picked_by)", instance);
    }

    private String select(String what, String instance) {
        String sql = "SELECT %s FROM scheduled_tasks WHERE task_name = '%s' AND task_instance = '%s'"
                .formatted(what, REFRESH, instance);
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement();
                var row = statement.executeQuery(sql)) {
            row.next();
            return String.valueOf(row.getString(1));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(database.url(), database.user(), database.password());
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
