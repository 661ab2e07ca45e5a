package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.spool.Orphans;
import dev.linkhub.spool.Spool;
import dev.linkhub.testing.InterruptibleDatabase;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;

/** A due grant, and a database that may be away when Ring has handed out its new tokens. */
abstract class SpoolJourney extends JourneyTest {

    static final int FOR_LONG = 1_000_000;

    @Inject
    Grants grants;

    @Inject
    RefreshLeases leases;

    @Inject
    RefreshAttempt attempt;

    @Inject
    WriteBack writeBack;

    @Inject
    RefreshHistory history;

    @Inject
    Spool spool;

    @Inject
    InterruptibleDatabase database;

    Orphans orphans;
    Onboarded app;
    String grantId;

    @BeforeEach
    void aDueGrant() {
        orphans = new Orphans(hub.getProperty("hub.data-dir", String.class).orElseThrow());
        app = ring.onboard();
        grantId = newGrant();
        ring.advance(Duration.ofHours(27));
    }

    void storedOnce() {
        assertThat(grant().generation()).isEqualTo(2);
        assertThat(grant().inDoubtSince()).isNull();
        assertThat(history.of(app.tenant().scope(), grantId, 10))
                .extracting(RefreshHistory.Entry::newGeneration)
                .containsExactly(2);
    }

    String newGrant() {
        ring.install(app, ring.account());
        return grants.notYetClaimed(app.app(), 1).getFirst().grantId();
    }

    LeasedGrant leased() {
        return leases.claimDue(app.app(), 1).getFirst();
    }

    RingGrant grant() {
        return grants.get(app.tenant().scope(), grantId);
    }

    /** Stores it on a thread for which the database is away; returns once it is on the disk. */
    FutureTask<Boolean> spooled(AttemptEnd end) throws InterruptedException {
        FutureTask<Boolean> storing = new FutureTask<>(() -> {
            database.refuse(0, FOR_LONG);
            writeBack.store(end);
            return true;
        });
        Thread.ofPlatform().daemon().start(storing);
        Orphans.until("it is spooled", () -> spool.status().records() == 1);
        return storing;
    }

    void databaseIsBack() {
        database.refuse(0, 0);
    }

    /** The database is there again, and takes what was being stored. */
    void taken(FutureTask<Boolean> storing) throws Exception {
        databaseIsBack();
        assertThat(storing.get(60, TimeUnit.SECONDS)).isTrue();
    }
}
