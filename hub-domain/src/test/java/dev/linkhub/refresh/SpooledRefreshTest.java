package dev.linkhub.refresh;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.grant.UnhealthyReason;
import dev.linkhub.spool.Leftovers;
import dev.linkhub.spool.Orphans;
import dev.linkhub.spool.Spool;
import dev.linkhub.testing.InterruptibleDatabase;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.vault.Secret;
import io.micronaut.context.annotation.Property;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ring has handed out new tokens, and the database does not take them. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
@Property(name = "hub.test.pool", value = "interruptible")
class SpooledRefreshTest extends JourneyTest {

    private static final int FOR_LONG = 1_000_000;

    @Inject
    Grants grants;

    @Inject
    RefreshLeases leases;

    @Inject
    RefreshAttempt attempt;

    @Inject
    RefreshLane lane;

    @Inject
    WriteBack writeBack;

    @Inject
    RefreshHistory history;

    @Inject
    Spool spool;

    @Inject
    Leftovers leftovers;

    @Inject
    InterruptibleDatabase database;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private Orphans orphans;
    private Onboarded app;
    private String grantId;

    @BeforeEach
    void aDueGrant() {
        orphans = new Orphans(hub.getProperty("hub.data-dir", String.class).orElseThrow());
        app = ring.onboard();
        grantId = newGrant();
        ring.advance(Duration.ofHours(27));
    }

    @Test
    void theFirstFailurePutsNewTokensOnTheDiskUntilTheDatabaseIsBack() throws Exception {
        AttemptEnd end = attempt.send(app.app(), leased());
        FutureTask<Boolean> storing = storingWithoutDatabase(end);
        Orphans.until("it is spooled", () -> spool.status().records() == 1);
        assertThat(spool.status().bytes()).isPositive();
        assertThat(grant().generation()).isEqualTo(1);

        databaseIsBack();
        assertThat(storing.get(60, TimeUnit.SECONDS)).isTrue();
        storedOnce();
        assertThat(spool.status().records()).isZero();
        assertThat(spool.status().bytes()).isZero();
    }

    @Test
    void whatAKilledProcessLeftIsWrittenOnceWhoeverElseWritesIt() throws Exception {
        AttemptEnd end = attempt.send(app.app(), leased());
        FutureTask<Boolean> storing = storingWithoutDatabase(end);
        Orphans.until("it is spooled", () -> spool.status().records() == 1);
        Path first = orphans.copy();
        Path second = orphans.copy();

        Path left = orphans.leave(first);
        Orphans.adopt(hub);
        storedOnce();
        assertThat(left).doesNotExist();
        assertThat(grant().accessExpiresAt())
                .as("by the time of Ring's answer")
                .isEqualTo(clock.instant().plus(Duration.ofHours(4)));

        databaseIsBack();
        assertThat(storing.get(60, TimeUnit.SECONDS)).isTrue();
        orphans.leave(second);
        Orphans.adopt(hub);
        storedOnce();
    }

    @Test
    void aFileThatCannotBeReadKeepsTheOthersFromNothingAndWhatWasSentBeforeFromBeingSent() throws Exception {
        FutureTask<Boolean> storing = storingWithoutDatabase(attempt.send(app.app(), leased()));
        Orphans.until("it is spooled", () -> spool.status().records() == 1);
        Path copy = orphans.copy();
        Path unreadable = orphans.unreadable();
        orphans.leave(copy);

        Orphans.adopt(hub);
        storedOnce();
        assertThat(leftovers.areWaiting()).isTrue();

        Files.delete(unreadable);
        Orphans.adopt(hub);
        assertThat(leftovers.areWaiting()).isFalse();
        databaseIsBack();
        assertThat(storing.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatIsWrittenHoursLaterCountsFromRingsAnswer() throws Exception {
        var answered = clock.instant();
        FutureTask<Boolean> storing = storingWithoutDatabase(attempt.send(app.app(), leased()));
        Orphans.until("it is spooled", () -> spool.status().records() == 1);
        ring.advance(Duration.ofHours(3));

        databaseIsBack();
        assertThat(storing.get(60, TimeUnit.SECONDS)).isTrue();
        assertThat(grant().accessExpiresAt()).isEqualTo(answered.plus(Duration.ofHours(4)));
        assertThat(grant().refreshExpiresAt()).isEqualTo(answered.plus(Duration.ofDays(30)));
        assertThat(grant().dueAt()).isBetween(answered.plus(Duration.ofHours(21)), answered.plus(Duration.ofHours(27)));
    }

    @Test
    void aLateRecordChangesNothingOnceTheGrantHasMovedOn() throws Exception {
        AttemptEnd end = attempt.send(app.app(), leased());
        FutureTask<Boolean> storing = storingWithoutDatabase(end);
        Orphans.until("it is spooled", () -> spool.status().records() == 1);
        Path copy = orphans.copy();
        databaseIsBack();
        assertThat(storing.get(60, TimeUnit.SECONDS)).isTrue();
        ring.advance(Duration.ofHours(27));
        writeBack.store(attempt.send(app.app(), leased()));

        orphans.leave(copy);
        Orphans.adopt(hub);
        assertThat(grant().generation()).isEqualTo(3);
        assertThat(history.of(app.tenant().scope(), grantId, 10))
                .extracting(RefreshHistory.Entry::newGeneration)
                .containsExactlyInAnyOrder(2, 3);
    }

    @Test
    void whereRingSentNoNewRefreshTokenTheKeptOneIsSpooledAsItIs() throws Exception {
        AttemptEnd end = new AttemptEnd.Success(
                leased(), Secret.of("fresh-access"), null, "Bearer", "", Duration.ofHours(4), null);
        FutureTask<Boolean> storing = storingWithoutDatabase(end);
        Orphans.until("it is spooled", () -> spool.status().records() == 1);
        orphans.leave(orphans.copy());
        Orphans.adopt(hub);
        assertThat(grant().generation()).isEqualTo(2);
        databaseIsBack();
        assertThat(storing.get(60, TimeUnit.SECONDS)).isTrue();

        ring.advance(Duration.ofHours(27));
        writeBack.store(attempt.send(app.app(), leased()));
        assertThat(grant().generation()).as("the kept one still works").isEqualTo(3);
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
        FutureTask<Boolean> storing = storingWithoutDatabase(end);
        Orphans.until("it is spooled", () -> spool.status().records() == 1);
        assertThat(new String(Files.readAllBytes(orphans.copy()), ISO_8859_1))
                .contains(grantId)
                .doesNotContain("in-clear");
        databaseIsBack();
        assertThat(storing.get(60, TimeUnit.SECONDS)).isTrue();
    }

    @Test
    void whatCannotBeReadIsSetAsideAndTheRestIsWritten() throws Exception {
        FutureTask<Boolean> storing = storingWithoutDatabase(attempt.send(app.app(), leased()));
        Orphans.until("it is spooled", () -> spool.status().records() == 1);
        Path good = orphans.copy();
        byte[] record = Files.readAllBytes(good);
        byte[] damaged = record.clone();
        damaged[damaged.length / 2] ^= 1;
        Path file = orphans.copy();
        Files.write(file, damaged);
        Files.write(file, "rubbish".getBytes(UTF_8), StandardOpenOption.APPEND);
        Files.write(file, record, StandardOpenOption.APPEND);
        Files.write(file, new byte[] {1, 2, 3}, StandardOpenOption.APPEND);
        int before = orphans.aside().size();

        Path left = orphans.leave(file);
        Orphans.adopt(hub);
        assertThat(grant().generation()).as("the good one has been written").isEqualTo(2);
        assertThat(left).doesNotExist();
        assertThat(orphans.aside()).as("and the damaged bytes are kept").hasSize(before + 2);
        assertThat(spool.status().aside()).isEqualTo(before + 2);

        databaseIsBack();
        assertThat(storing.get(60, TimeUnit.SECONDS)).isTrue();
        storedOnce();
    }

    @Test
    void aRecordThatSaysToBeAnothersIsSetAside() throws Exception {
        FutureTask<Boolean> storing = storingWithoutDatabase(attempt.send(app.app(), leased()));
        Orphans.until("it is spooled", () -> spool.status().records() == 1);
        String victim = newGrant();
        Path copy = orphans.copy();
        int before = orphans.aside().size();
        Files.write(copy, Orphans.reframed(Files.readAllBytes(copy), grantId, victim));

        orphans.leave(copy);
        Orphans.adopt(hub);
        assertThat(grants.get(app.tenant().scope(), victim).generation()).isEqualTo(1);
        assertThat(grant().generation()).isEqualTo(1);
        assertThat(orphans.aside()).hasSize(before + 1);

        databaseIsBack();
        assertThat(storing.get(60, TimeUnit.SECONDS)).isTrue();
        storedOnce();
    }

    @Test
    void aFileStaysAsLongAsTheDatabaseIsAway() throws Exception {
        FutureTask<Boolean> storing = storingWithoutDatabase(attempt.send(app.app(), leased()));
        Orphans.until("it is spooled", () -> spool.status().records() == 1);
        Path left = orphans.leave(orphans.copy());
        database.refuse(0, FOR_LONG);
        Orphans.adopt(hub);
        assertThat(left).exists();

        databaseIsBack();
        Orphans.adopt(hub);
        assertThat(left).doesNotExist();
        assertThat(storing.get(60, TimeUnit.SECONDS)).isTrue();
        storedOnce();
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
        FutureTask<Boolean> storing = storingWithoutDatabase(attempt.send(app.app(), leased()));
        Orphans.until("it is spooled", () -> spool.status().records() == 1);
        String other = newGrant();
        ring.advance(Duration.ofHours(27));

        assertThat(leases.claimDue(app.app(), 10))
                .as("lease and quarantine are over")
                .extracting(LeasedGrant::grantId)
                .containsExactly(other);
        assertThat(leases.claimOne(app.tenant().scope(), grantId, 1)).isEmpty();

        databaseIsBack();
        assertThat(storing.get(60, TimeUnit.SECONDS)).isTrue();
        storedOnce();
    }

    @Test
    void untilADeadProcesssFileIsWrittenNothingIsSentThatMayHaveBeenSentBefore() throws Exception {
        FutureTask<Boolean> storing = storingWithoutDatabase(attempt.send(app.app(), leased()));
        Orphans.until("it is spooled", () -> spool.status().records() == 1);
        Path left = orphans.copy();
        databaseIsBack();
        assertThat(storing.get(60, TimeUnit.SECONDS)).isTrue();
        String sentBefore = newGrant();
        ring.advance(Duration.ofSeconds(1));
        String neverSent = newGrant();
        assertThat(leases.claimOne(app.tenant().scope(), sentBefore, 1)).isPresent();
        ring.advance(Duration.ofMinutes(11));
        orphans.leave(left);
        database.refuse(0, 1);
        Orphans.adopt(hub);
        ring.advance(Duration.ofHours(27));

        assertThat(leases.claimDue(app.app(), 10))
                .extracting(LeasedGrant::grantId)
                .containsExactlyInAnyOrder(grantId, neverSent);
        Orphans.adopt(hub);
        assertThat(leases.claimDue(app.app(), 10))
                .extracting(LeasedGrant::grantId)
                .containsExactly(sentBefore);
    }

    private void storedOnce() {
        assertThat(grant().generation()).isEqualTo(2);
        assertThat(grant().inDoubtSince()).isNull();
        assertThat(history.of(app.tenant().scope(), grantId, 10))
                .extracting(RefreshHistory.Entry::newGeneration)
                .containsExactly(2);
    }

    private String newGrant() {
        ring.install(app, ring.account());
        return grants.notYetClaimed(app.app(), 1).getFirst().grantId();
    }

    private LeasedGrant leased() {
        return leases.claimDue(app.app(), 1).getFirst();
    }

    private RingGrant grant() {
        return grants.get(app.tenant().scope(), grantId);
    }

    private FutureTask<Boolean> storing(AttemptEnd end) {
        return new FutureTask<>(() -> {
            writeBack.store(end);
            return true;
        });
    }

    /** On a thread for which the database is away. */
    private FutureTask<Boolean> storingWithoutDatabase(AttemptEnd end) {
        FutureTask<Boolean> storing = new FutureTask<>(() -> {
            database.refuse(0, FOR_LONG);
            writeBack.store(end);
            return true;
        });
        Thread.ofPlatform().daemon().start(storing);
        return storing;
    }

    private void databaseIsBack() {
        database.refuse(0, 0);
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
