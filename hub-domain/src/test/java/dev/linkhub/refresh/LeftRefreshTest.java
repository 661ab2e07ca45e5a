package dev.linkhub.refresh;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.spool.Leftovers;
import dev.linkhub.spool.Orphans;
import dev.linkhub.vault.Secret;
import io.micronaut.context.annotation.Property;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** New tokens of a process that ended before the database took them: whoever finds its file writes them. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
@Property(name = "hub.test.pool", value = "interruptible")
class LeftRefreshTest extends SpoolJourney {

    @Inject
    Leftovers leftovers;

    @Test
    void whatAKilledProcessLeftIsWrittenOnceWhoeverElseWritesIt() throws Exception {
        AttemptEnd end = attempt.send(app.app(), leased());
        FutureTask<Boolean> storing = spooled(end);
        Path first = orphans.copy();
        Path second = orphans.copy();

        Path left = orphans.leave(first);
        Orphans.adopt(hub);
        storedOnce();
        assertThat(left).doesNotExist();
        assertThat(grant().accessExpiresAt())
                .as("by the time of Ring's answer")
                .isEqualTo(clock.instant().plus(Duration.ofHours(4)));

        taken(storing);
        orphans.leave(second);
        Orphans.adopt(hub);
        storedOnce();
    }

    @Test
    void aFileThatCannotBeReadKeepsTheOthersFromNothingAndWhatWasSentBeforeFromBeingSent() throws Exception {
        FutureTask<Boolean> storing = spooled(attempt.send(app.app(), leased()));
        Path copy = orphans.copy();
        Path unreadable = orphans.unreadable();
        orphans.leave(copy);

        Orphans.adopt(hub);
        storedOnce();
        assertThat(leftovers.areWaiting()).isTrue();

        Files.delete(unreadable);
        Orphans.adopt(hub);
        assertThat(leftovers.areWaiting()).isFalse();
        taken(storing);
    }

    @Test
    void aLateRecordChangesNothingOnceTheGrantHasMovedOn() throws Exception {
        AttemptEnd end = attempt.send(app.app(), leased());
        FutureTask<Boolean> storing = spooled(end);
        Path copy = orphans.copy();
        taken(storing);
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
        FutureTask<Boolean> storing = spooled(end);
        orphans.leave(orphans.copy());
        Orphans.adopt(hub);
        assertThat(grant().generation()).isEqualTo(2);
        taken(storing);

        ring.advance(Duration.ofHours(27));
        writeBack.store(attempt.send(app.app(), leased()));
        assertThat(grant().generation()).as("the kept one still works").isEqualTo(3);
    }

    @Test
    void whatCannotBeReadIsSetAsideAndTheRestIsWritten() throws Exception {
        FutureTask<Boolean> storing = spooled(attempt.send(app.app(), leased()));
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

        taken(storing);
        storedOnce();
    }

    @Test
    void aRecordThatSaysToBeAnothersIsSetAside() throws Exception {
        FutureTask<Boolean> storing = spooled(attempt.send(app.app(), leased()));
        String victim = newGrant();
        Path copy = orphans.copy();
        int before = orphans.aside().size();
        Files.write(copy, Orphans.reframed(Files.readAllBytes(copy), grantId, victim));

        orphans.leave(copy);
        Orphans.adopt(hub);
        assertThat(grants.get(app.tenant().scope(), victim).generation()).isEqualTo(1);
        assertThat(grant().generation()).isEqualTo(1);
        assertThat(orphans.aside()).hasSize(before + 1);

        taken(storing);
        storedOnce();
    }

    @Test
    void aFileStaysAsLongAsTheDatabaseIsAway() throws Exception {
        FutureTask<Boolean> storing = spooled(attempt.send(app.app(), leased()));
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
    void untilADeadProcesssFileIsWrittenNothingIsSentThatMayHaveBeenSentBefore() throws Exception {
        FutureTask<Boolean> storing = spooled(attempt.send(app.app(), leased()));
        Path left = orphans.copy();
        taken(storing);
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
}
