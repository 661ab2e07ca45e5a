package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.db.DatabaseAddress;
import dev.linkhub.db.testing.TestDatabase;
import dev.linkhub.grant.Grants;
import dev.linkhub.spool.Orphans;
import dev.linkhub.spool.Spool;
import dev.linkhub.testing.DatabaseProxy;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The database takes a connection's bytes and says nothing, which is worse than being away. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class HangingDatabaseTest extends JourneyTest {

    private static final int GRANTS = 5;

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
    RefreshFigures figures;

    @Inject
    Spool spool;

    private final DatabaseAddress database = TestDatabase.fresh();
    private final DatabaseProxy proxy = new DatabaseProxy(database.url());
    private Orphans orphans;
    private Onboarded app;
    private final List<FutureTask<Boolean>> storing = new ArrayList<>();

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        properties.put("hub.db.url", proxy.url());
        properties.put("hub.db.user", database.user());
        properties.put("hub.db.password", database.password());
        return properties;
    }

    @BeforeEach
    void attemptsThatRingHasAnswered() {
        orphans = new Orphans(hub.getProperty("hub.data-dir", String.class).orElseThrow());
        app = ring.onboard();
        for (int i = 0; i < GRANTS; i++) {
            ring.install(app, ring.account());
        }
        ring.advance(Duration.ofHours(27));
        storing.clear();
        for (LeasedGrant grant : leases.claimDue(app.app(), GRANTS)) {
            AttemptEnd end = attempt.send(app.app(), grant);
            storing.add(new FutureTask<>(() -> {
                writeBack.store(end);
                return true;
            }));
        }
    }

    @AfterEach
    void theDatabaseSpeaks() {
        proxy.speak();
    }

    @AfterAll
    void close() throws Exception {
        proxy.close();
    }

    @Test
    void whatHangsAndWhatQueuesBehindItIsOnTheDiskLongBeforeTheConnectionIsGivenUp() throws Exception {
        long failed = figures.failedBatches();
        proxy.fallSilent();
        start();
        Orphans.until("all are spooled", () -> spool.status().records() == GRANTS);
        assertThat(figures.failedBatches())
                .as("no write has failed, which would have spooled its record, too")
                .isEqualTo(failed);
        Path kept = orphans.copy();

        proxy.speak();
        allStoredOnce();
        Path left = orphans.leave(kept);
        Orphans.adopt(hub);
        assertThat(left).as("and whoever writes it again").doesNotExist();
        allStoredOnce();
    }

    @Test
    void aStatementThatHangsForHalfALeaseIsGivenUpAndWrittenOnceTheDatabaseIsBack() throws Exception {
        long failed = figures.failedBatches();
        proxy.fallSilent();
        start();
        Orphans.until("a write is given up", () -> figures.failedBatches() > failed);
        assertThat(spool.status().records()).isEqualTo(GRANTS);

        proxy.speak();
        allStoredOnce();
    }

    @Test
    void anotherProcessMayHaveWrittenAllOfItMeanwhile() throws Exception {
        proxy.fallSilent();
        start();
        Orphans.until("all are spooled", () -> spool.status().records() == GRANTS);
        orphans.leave(orphans.copy());
        FutureTask<Boolean> adopting = new FutureTask<>(() -> {
            Orphans.adopt(hub);
            return true;
        });
        Thread.ofVirtual().start(adopting);

        proxy.speak();
        assertThat(adopting.get(60, TimeUnit.SECONDS)).isTrue();
        Orphans.adopt(hub);
        allStoredOnce();
    }

    private void start() {
        storing.forEach(one -> Thread.ofPlatform().daemon().start(one));
    }

    private void allStoredOnce() throws Exception {
        for (FutureTask<Boolean> one : storing) {
            assertThat(one.get(60, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(grants.notYetClaimed(app.app(), 10)).hasSize(GRANTS).allSatisfy(grant -> {
            assertThat(grant.generation()).isEqualTo(2);
            assertThat(grant.inDoubtSince()).isNull();
            assertThat(history.of(app.tenant().scope(), grant.grantId(), 10))
                    .extracting(RefreshHistory.Entry::newGeneration)
                    .containsExactly(2);
        });
        assertThat(spool.status().records()).isZero();
        assertThat(ring.ring().counter("spent_refresh_tokens_received")).isZero();
    }
}
