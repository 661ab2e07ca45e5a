package dev.linkhub.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import com.github.kagkarlsson.scheduler.ScheduledExecution;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.jdbc.DefaultJdbcCustomization;
import com.mysql.cj.jdbc.MysqlDataSource;
import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.db.testing.TestDatabase;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.testing.Await;
import dev.linkhub.testing.MovableClock;
import dev.linkhub.wakeup.Work;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
class WorkSchedulerTest {

    private final MovableClock clock = new MovableClock();
    private final DataSource dataSource = dataSource(TestDatabase.fresh());
    private final SchedulerClient client = SchedulerClient.Builder.create(dataSource)
            .jdbcCustomization(new DefaultJdbcCustomization(true))
            .build();
    private final Notebook notebook = new Notebook();
    private final WorkScheduler scheduler = scheduler(notebook);

    @AfterEach
    void stop() {
        scheduler.stop();
    }

    @Test
    void workIsDoneWhenItIsDueAndForgottenWhenItIsDone() {
        wake("ten_a/1", clock.instant().plusSeconds(60));
        scheduler.start();
        wake("ten_a/2", clock.instant());

        Await.until("what is due is done", () -> waiting("ten_a/2").isEmpty());
        assertThat(notebook.runs("1")).isZero();

        clock.advance(Duration.ofSeconds(60));
        Await.until("the rest is done", () -> waiting("ten_a/1").isEmpty());
        assertThat(notebook.runs("1")).isPositive();
    }

    @Test
    void workThatAsksForMoreTimeIsDoneAgainThen() {
        Instant again = clock.instant().plusSeconds(90);
        notebook.answer("1", List.of(Optional.of(again)));
        wake("ten_a/1", clock.instant());
        scheduler.start();

        Await.until(
                "it is done once",
                () -> notebook.runs("1") == 1 && timeOf("ten_a/1").equals(again));
    }

    @Test
    void manyTenantsAreServedInOneGo() {
        for (int i = 0; i < 200; i++) {
            wake("ten_" + i + "/1", clock.instant());
        }
        scheduler.start();

        Await.until("all are done", () -> client.getScheduledExecutions().isEmpty());
    }

    @Test
    void oneTenantsFailureIsTriedAgainLaterAndStopsNobodyElse() {
        notebook.failFor("ten_bad");
        Instant now = clock.instant();
        wake("ten_bad/1", now.minusSeconds(1));
        wake("ten_good/2", now);
        scheduler.start();

        Await.until("the other is served", () -> waiting("ten_good/2").isEmpty());
        Await.until("the failure is put off by 1 s", () -> timeOf("ten_bad/1").equals(now.plusSeconds(1)));
        clock.advance(Duration.ofSeconds(1));
        Await.until("the next by 2 s", () -> timeOf("ten_bad/1").equals(now.plusSeconds(3)));
        notebook.failFor("nobody");
        clock.advance(Duration.ofSeconds(2));
        Await.until("it succeeds in the end", () -> waiting("ten_bad/1").isEmpty());
    }

    @Test
    void anInstanceThatCannotBeReadIsSetAsideForADay() {
        Instant now = clock.instant();
        wake("no-slash", now.minusSeconds(1));
        wake("ten_a/1", now);
        scheduler.start();

        Await.until("the readable one is done", () -> waiting("ten_a/1").isEmpty());
        Await.until("the other is set aside", () -> timeOf("no-slash").equals(now.plus(Duration.ofDays(1))));
    }

    @Test
    void workOfAProcessThatDiedIsTakenOver() throws SQLException {
        wake("ten_a/1", clock.instant());
        execute("""
                UPDATE scheduled_tasks SET picked = TRUE, picked_by = 'a dead process', version = version + 1,
                       last_heartbeat = execution_time - INTERVAL 9 SECOND
                """);
        scheduler.start();

        Await.until("it is done", () -> waiting("ten_a/1").isEmpty());
        assertThat(notebook.runs("1")).isPositive();
    }

    @Test
    void workMadeDuringTheLastLookIsNotLost() {
        Instant later = clock.instant().plusSeconds(30);
        notebook.answer("1", List.of(Optional.empty(), Optional.of(later)));
        wake("ten_a/1", clock.instant());
        scheduler.start();

        Await.until(
                "it is scheduled again",
                () -> notebook.runs("1") == 2 && waiting("ten_a/1").isPresent());
        assertThat(timeOf("ten_a/1")).isEqualTo(later);
    }

    @Test
    void whoWakesWorkThatIsRunningIsHeededAtItsEnd() throws Exception {
        Instant regular = clock.instant().plusSeconds(3600);
        Instant asked = clock.instant().plusSeconds(5);
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        notebook.holdUntil(started, released);
        notebook.answer("1", List.of(Optional.of(regular), Optional.of(regular)));
        wake("ten_a/1", clock.instant());
        scheduler.start();
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();

        execute("UPDATE scheduled_tasks SET woken_for = execution_time + INTERVAL 5 SECOND WHERE picked = TRUE");
        released.countDown();
        Await.until("it comes back as asked", () -> timeOf("ten_a/1").equals(asked));

        clock.advance(Duration.ofSeconds(5));
        Await.until("once, and then as usual", () -> timeOf("ten_a/1").equals(regular));
        assertThat(notebook.runs("1")).isEqualTo(2);
    }

    @Test
    void workThatGoesOnAtOnceDoesNotWaitForTheNextPoll() {
        int slices = 100;
        Instant now = clock.instant();
        notebook.answer("1", Collections.nCopies(slices, Optional.of(now)));
        wake("ten_a/1", now);
        scheduler.start();

        // At a poll each it would take 50 s, which is longer than the patience of a test.
        Await.until("all is done", () -> waiting("ten_a/1").isEmpty());
        assertThat(notebook.runs("1")).isGreaterThan(slices);
    }

    @Test
    void aStopWaitsForWhatTheWorkHasLeftGoingOn() {
        scheduler.start();
        scheduler.stop();

        assertThat(notebook.ended).isTrue();
    }

    @Test
    void aStopWaitsForRunningWork() throws InterruptedException {
        CountDownLatch started = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        notebook.holdUntil(started, released);
        wake("ten_a/1", clock.instant());
        scheduler.start();
        assertThat(started.await(30, TimeUnit.SECONDS)).isTrue();

        Thread stopping = Thread.ofVirtual().start(scheduler::stop);
        released.countDown();
        stopping.join();

        assertThat(waiting("ten_a/1")).isEmpty();
    }

    private void execute(String sql) throws SQLException {
        try (var connection = dataSource.getConnection();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private WorkScheduler scheduler(Job job) {
        return new WorkScheduler(dataSource, List.of(job), new WorkSettings("64", "PT10S"), clock);
    }

    private void wake(String instance, Instant at) {
        client.scheduleIfNotExists(Work.CODE.task().instance(instance).build(), at);
    }

    private Optional<ScheduledExecution<Object>> waiting(String instance) {
        return client.getScheduledExecution(Work.CODE.task().instanceId(instance));
    }

    private Instant timeOf(String instance) {
        return waiting(instance).map(ScheduledExecution::getExecutionTime).orElse(Instant.EPOCH);
    }

    private static DataSource dataSource(DatabaseAddress address) {
        MysqlDataSource dataSource = new MysqlDataSource();
        dataSource.setUrl(address.url());
        dataSource.setUser(address.user());
        dataSource.setPassword(address.password());
        return dataSource;
    }

    /** Notes what it is asked to do and answers as told. */
    private static final class Notebook implements Job {

        private final Map<String, AtomicInteger> runs = new ConcurrentHashMap<>();
        private final Map<String, List<Optional<Instant>>> answers = new ConcurrentHashMap<>();
        private volatile String failing = "nobody";
        private volatile boolean ended;
        private volatile CountDownLatch started = new CountDownLatch(0);
        private volatile CountDownLatch released = new CountDownLatch(0);

        @Override
        public Work work() {
            return Work.CODE;
        }

        @Override
        public Optional<Instant> run(TenantScope tenant, String subject) {
            int run = runs.computeIfAbsent(subject, any -> new AtomicInteger()).getAndIncrement();
            started.countDown();
            try {
                released.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException("interrupted while at work", e);
            }
            if (tenant.tenantId().equals(failing)) {
                throw new IllegalStateException("as told");
            }
            List<Optional<Instant>> told = answers.getOrDefault(subject, List.of());
            return run < told.size() ? told.get(run) : Optional.empty();
        }

        @Override
        public void awaitEnd() {
            ended = true;
        }

        int runs(String subject) {
            return runs.getOrDefault(subject, new AtomicInteger()).get();
        }

        void answer(String subject, List<Optional<Instant>> inTurn) {
            answers.put(subject, inTurn);
        }

        void failFor(String tenant) {
            failing = tenant;
        }

        void holdUntil(CountDownLatch nowStarted, CountDownLatch nowReleased) {
            started = nowStarted;
            released = nowReleased;
        }
    }
}
