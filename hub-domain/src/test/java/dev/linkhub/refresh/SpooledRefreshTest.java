package dev.linkhub.refresh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.spool.Orphans;
import dev.linkhub.vault.Secret;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ring has handed out new tokens, and the database does not take them from the process that has them. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
@Property(name = "hub.test.pool", value = "interruptible")
class SpooledRefreshTest extends SpoolJourney {

    @Inject
    RefreshLane lane;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Test
    void theFirstFailurePutsNewTokensOnTheDiskUntilTheDatabaseIsBack() throws Exception {
        AttemptEnd end = attempt.send(app.app(), leased());
        FutureTask<Boolean> storing = spooled(end);
        assertThat(spool.status().bytes()).isPositive();
        assertThat(grant().generation()).isEqualTo(1);

        taken(storing);
        storedOnce();
        assertThat(spool.status().records()).isZero();
        assertThat(spool.status().bytes()).isZero();
    }

    @Test
    void whatIsWrittenHoursLaterCountsFromRingsAnswer() throws Exception {
        var answered = clock.instant();
        FutureTask<Boolean> storing = spooled(attempt.send(app.app(), leased()));
        ring.advance(Duration.ofHours(3));

        taken(storing);
        assertThat(grant().accessExpiresAt()).isEqualTo(answered.plus(Duration.ofHours(4)));
        assertThat(grant().refreshExpiresAt()).isEqualTo(answered.plus(Duration.ofDays(30)));
        assertThat(grant().dueAt()).isBetween(answered.plus(Duration.ofHours(21)), answered.plus(Duration.ofHours(27)));
    }

    @Test
    void whatWaitsBehindAHangingBatchIsOnTheDiskBeforeItsTurn() throws Exception {
        AttemptEnd first = attempt.send(app.app(), leased());
        String othersGrant = newGrant();
        AttemptEnd second = attempt.send(
                app.app(), leases.claimOne(app.tenant().scope(), othersGrant, 1).orElseThrow());
        List<FutureTask<Boolean>> storing = List.of(storing(first), storing(second));

        transactions.executeWrite(status -> {
            lock(grantId);
            Thread.ofPlatform().daemon().start(storing.getFirst());
            awaitSpooled(1);
            Thread.ofPlatform().daemon().start(storing.getLast());
            awaitSpooled(2);
            assertThat(spool.status().oldest()).isPositive();
            return true;
        });
        for (FutureTask<Boolean> one : storing) {
            assertThat(one.get(60, TimeUnit.SECONDS)).isTrue();
        }
        storedOnce();
        assertThat(spool.status().records()).isZero();
    }

    @Test
    void theSpoolHoldsNoTokenInClear() throws Exception {
        LeasedGrant leased = leased();
        AttemptEnd end = new AttemptEnd.Success(
                leased,
                Secret.of("access-in-clear"),
                Secret.of("refresh-in-clear"),
                "Bearer",
                "",
                Duration.ofHours(4),
                null);
        FutureTask<Boolean> storing = spooled(end);
        assertThat(new String(Files.readAllBytes(orphans.copy()), ISO_8859_1))
                .contains(grantId)
                .doesNotContain("in-clear");
        taken(storing);
    }

    @Test
    void aGrantWhoseSealDoesNotOpenIsSetAsideAndTheRestOfItsBatchGoesOn() {
        List<String> ids = new ArrayList<>(List.of(grantId));
        for (int i = 0; i < 4; i++) {
            ids.add(newGrant());
        }
        ring.advance(Duration.ofHours(27));
        String broken = ids.get(2);
        transactions.executeWrite(status -> {
            breakSeal(broken);
            return true;
        });

        lane.drain(app.tenant().scope());
        assertThat(grants.get(app.tenant().scope(), broken).unhealthyReason())
                .isEqualTo(UnhealthyReason.SEALED_VALUE_UNREADABLE);
        assertThat(grants.get(app.tenant().scope(), broken).dueAt()).isNull();
        assertThat(ids)
                .filteredOn(id -> !id.equals(broken))
                .allSatisfy(
                        id -> assertThat(grants.get(app.tenant().scope(), id).generation())
                                .isEqualTo(2));
    }

    @Test
    void whatThisProcessHoldsNewTokensForIsNotSentAgainHoweverLongTheDatabaseIsAway() throws Exception {
        FutureTask<Boolean> storing = spooled(attempt.send(app.app(), leased()));
        String other = newGrant();
        ring.advance(Duration.ofHours(27));

        assertThat(leases.claimDue(app.app(), 10))
                .as("lease and quarantine are over")
                .extracting(LeasedGrant::grantId)
                .containsExactly(other);
        assertThat(leases.claimOne(app.tenant().scope(), grantId, 1)).isEmpty();

        taken(storing);
        storedOnce();
    }

    private FutureTask<Boolean> storing(AttemptEnd end) {
        return new FutureTask<>(() -> {
            writeBack.store(end);
            return true;
        });
    }

    private void awaitSpooled(int records) {
        try {
            Orphans.until("they are spooled", () -> spool.status().records() == records);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void lock(String id) {
        jdbc.prepareStatement("SELECT 1 FROM ring_grant WHERE tenant_id = ? AND grant_id = ? FOR UPDATE", statement -> {
            statement.setString(1, app.tenant().tenantId());
            statement.setString(2, id);
            return statement.execute();
        });
    }

    private void breakSeal(String id) {
        jdbc.prepareStatement(
                "UPDATE ring_grant SET refresh_token_sealed = REVERSE(refresh_token_sealed) WHERE tenant_id = ? AND grant_id = ?",
                statement -> {
                    statement.setString(1, app.tenant().tenantId());
                    statement.setString(2, id);
                    return statement.executeUpdate();
                });
    }
}
