package dev.linkhub.fleet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import dev.linkhub.wakeup.WorkItem;
import io.micronaut.context.ApplicationContext;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class ProcessesTest implements HubTest {

    private static final Instant SINCE = Instant.parse("2026-11-25T20:00:00Z");
    private static final HeldLane LANE = new HeldLane("ten_1", "0", SINCE);
    private static final OpenBreaker OPEN = new OpenBreaker("ten_1", "app_1", "OPEN");

    @Inject
    ApplicationContext hub;

    @Inject
    MovableClock clock;

    @Inject
    Lanes lanes;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private Processes one;
    private Processes other;

    @BeforeEach
    void twoProcesses() {
        execute("DELETE FROM hub_process");
        execute("DELETE FROM scheduled_tasks");
        one = hub.createBean(Processes.class);
        other = hub.createBean(Processes.class);
    }

    @Test
    void aProcessIsListedWithWhatItDoes() {
        one.beat(3, List.of(LANE), List.of(OPEN));
        LivingProcess seen = other.living(10).getFirst();
        assertThat(seen.name())
                .isEqualTo(ThisProcess.name())
                .startsWith(ProcessHandle.current().pid() + "@");
        assertThat(seen.version()).isNotEmpty();
        assertThat(seen.inFlight()).isEqualTo(3);
        assertThat(seen.lanes()).containsExactly(LANE);
        assertThat(seen.breakerOf("ten_1", "app_1")).contains(OPEN);
        assertThat(seen.breakerOf("ten_2", "app_1")).isEmpty();
        assertThat(seen.breakerOf("ten_1", "app_2")).isEmpty();
        assertThat(seen.isHeard()).isTrue();
        assertThat(seen.startedAt()).isEqualTo(clock.instant().truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void theNextBeatReplacesTheLastAndTheStartStays() {
        one.beat(3, List.of(LANE), List.of(OPEN));
        Instant started = clock.instant().truncatedTo(ChronoUnit.MICROS);
        clock.advance(Duration.ofSeconds(30));
        assertThat(other.living(10).getFirst().isHeard()).isFalse();

        one.beat(0, List.of(), List.of());
        assertThat(other.living(10)).singleElement().satisfies(seen -> {
            assertThat(seen.inFlight()).isZero();
            assertThat(seen.lanes()).isEmpty();
            assertThat(seen.openBreakers()).isEmpty();
            assertThat(seen.startedAt()).isEqualTo(started);
            assertThat(seen.isHeard()).isTrue();
        });
    }

    @Test
    void whoeverIsSilentForTenMinutesIsForgottenByTheOthers() {
        one.beat(0, List.of(), List.of());
        clock.advance(Duration.ofMinutes(10));
        other.beat(0, List.of(), List.of());
        assertThat(other.count()).isEqualTo(2);
        clock.advance(Duration.ofMillis(1));
        assertThat(other.count()).isEqualTo(1);
        other.beat(0, List.of(), List.of());
        assertThat(rows()).isEqualTo(1);
    }

    @Test
    void whoeverEndsIsGoneAtOnce() {
        one.beat(0, List.of(), List.of());
        other.beat(0, List.of(), List.of());
        one.leave();
        assertThat(other.count()).isEqualTo(1);
    }

    @Test
    void whatDoesNotFitIsLeftOut() {
        HeldLane lane =
                new HeldLane("ten_01KAZZZZZZZZZZZZZZZZZZZZZZ", "1", Instant.parse("2026-11-25T20:00:00.123456789Z"));
        OpenBreaker breaker = new OpenBreaker(lane.tenantId(), "app_01KAZZZZZZZZZZZZZZZZZZZZZZ", "PROBING");
        one.beat(0, Collections.nCopies(1_000, lane), Collections.nCopies(1_000, breaker));
        LivingProcess seen = one.living(1).getFirst();
        assertThat(seen.lanes()).hasSize(Processes.MOST_LANES);
        assertThat(seen.openBreakers()).hasSize(Processes.MOST_BREAKERS);
    }

    @Test
    void lanesThatRunComeFirstAndThenThoseThatAreWokenNext() {
        lane("ten_a/0", "UTC_TIMESTAMP(6) + INTERVAL 2 MINUTE", "NULL");
        lane("ten_b/1", "UTC_TIMESTAMP(6) + INTERVAL 1 MINUTE", "NULL");
        lane("ten_c/0", "UTC_TIMESTAMP(6) - INTERVAL 5 SECOND", "'7@there'");
        execute("""
                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, version)
                VALUES ('sweep', 'ten_a/all', UTC_TIMESTAMP(6), FALSE, 1)
                """);

        assertThat(lanes.runningThenNext(10))
                .extracting(Lane::item)
                .extracting(WorkItem::instance)
                .containsExactly("ten_c/0", "ten_b/1", "ten_a/0");
        assertThat(lanes.runningThenNext(2)).hasSize(2);
        assertThat(lanes.runningThenNext(1).getFirst().pickedBy()).isEqualTo("7@there");
        assertThat(lanes.count()).isEqualTo(3);
    }

    private void lane(String instance, String at, String pickedBy) {
        execute("""
                INSERT INTO scheduled_tasks (task_name, task_instance, execution_time, picked, picked_by, last_heartbeat, version)
                VALUES ('refresh', '%s', %s, %s IS NOT NULL, %s, IF(%s IS NULL, NULL, UTC_TIMESTAMP(6)), 1)
                """.formatted(instance, at, pickedBy, pickedBy, pickedBy));
    }

    private int rows() {
        return transactions.executeRead(status -> jdbc.execute(connection -> {
            try (var statement = connection.createStatement();
                    var rows = statement.executeQuery("SELECT COUNT(*) FROM hub_process")) {
                rows.next();
                return rows.getInt(1);
            }
        }));
    }

    private void execute(String sql) {
        transactions.executeWrite(status -> jdbc.execute(connection -> {
            try (var statement = connection.createStatement()) {
                return statement.executeUpdate(sql);
            }
        }));
    }
}
