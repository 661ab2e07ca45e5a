package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.linkhub.grant.Grants;
import dev.linkhub.journal.AttemptJournal.WrittenBy;
import dev.linkhub.testing.InterruptibleDatabase;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The process itself is in trouble while it writes. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
@Property(name = "hub.test.pool", value = "interruptible")
class WriteBackErrorTest extends JourneyTest {

    @Inject
    Grants grants;

    @Inject
    RefreshLeases leases;

    @Inject
    WriteBack writeBack;

    @Inject
    InterruptibleDatabase database;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Test
    void anErrorIsToldToAllWhoseBatchItEndsAndTheNextBatchIsWritten() throws Exception {
        Onboarded app = ring.onboard();
        for (int i = 0; i < 3; i++) {
            ring.install(app, ring.account());
        }
        ring.advance(Duration.ofHours(27));
        List<LeasedGrant> leased = leases.claimDue(app.app(), 3);
        FutureTask<Boolean> first = storing(leased.get(0));
        FutureTask<Boolean> second = storing(leased.get(1));
        FutureTask<Boolean> third = storing(leased.get(2));

        transactions.executeWrite(status -> {
            lock(leased.get(0));
            StuckWriters.start(first);
            StuckWriters.start(second, third);
            database.runIntoErrors(1);
            return true;
        });
        assertThat(first.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(Stream.of(second, third).map(WriteBackErrorTest::causeOfItsEnd))
                .satisfiesExactlyInAnyOrder(
                        writer -> assertThat(writer).isInstanceOf(StackOverflowError.class),
                        waiting -> assertThat(waiting)
                                .isInstanceOf(IllegalStateException.class)
                                .hasCauseInstanceOf(StackOverflowError.class));
        assertThat(database.isWhole()).isTrue();

        writeBack.store(end(leased.get(1)));
        assertThat(grants.get(app.tenant().scope(), leased.get(1).grantId()).failures())
                .isEqualTo(1);
        assertThat(grants.get(app.tenant().scope(), leased.get(2).grantId()).failures())
                .as("nobody has tried again")
                .isZero();
    }

    private FutureTask<Boolean> storing(LeasedGrant grant) {
        EndedAttempt ended = new EndedAttempt(end(grant), clock.instant());
        return new FutureTask<>(() -> {
            writeBack.storeOnce(ended, WrittenBy.WRITE_BACK);
            return true;
        });
    }

    private static AttemptEnd end(LeasedGrant grant) {
        return new AttemptEnd.Again(grant, AttemptOutcome.UNKNOWN, Duration.ofMinutes(1), true, "cut", null);
    }

    private static Throwable causeOfItsEnd(FutureTask<Boolean> writer) {
        return Objects.requireNonNull(
                catchThrowable(() -> writer.get(60, TimeUnit.SECONDS)).getCause());
    }

    private void lock(LeasedGrant grant) {
        jdbc.prepareStatement("SELECT 1 FROM ring_grant WHERE tenant_id = ? AND grant_id = ? FOR UPDATE", statement -> {
            statement.setString(1, grant.tenant().tenantId());
            statement.setString(2, grant.grantId());
            return statement.execute();
        });
    }
}
