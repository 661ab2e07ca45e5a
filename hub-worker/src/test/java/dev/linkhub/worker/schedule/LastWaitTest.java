package dev.linkhub.worker.schedule;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.database.InsistentWrite;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class LastWaitTest {

    private final ExecutorService ends = Executors.newVirtualThreadPerTaskExecutor();

    @Test
    void whatEndsInTimeIsWaitedFor() {
        CountDownLatch ended = new CountDownLatch(1);
        LastWait.atMost(Duration.ofMinutes(1), ended::countDown);
        assertThat(ended.getCount()).isZero();
    }

    @Test
    @Timeout(30)
    void aWriteThatTheDatabaseDoesNotTakeHoldsUpNoStopForLongerThanThat() throws InterruptedException {
        CountDownLatch tried = new CountDownLatch(1);
        ends.execute(() -> InsistentWrite.of("the end of an attempt", () -> {
            tried.countDown();
            throw new IllegalStateException(new SQLException("away", "08S01"));
        }));
        assertThat(tried.await(30, TimeUnit.SECONDS)).isTrue();

        LastWait.atMost(Duration.ofMillis(100), ends::close);

        assertThat(ends.isTerminated()).isTrue();
    }
}
