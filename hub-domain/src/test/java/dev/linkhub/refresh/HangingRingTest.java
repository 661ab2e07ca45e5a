package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import dev.linkhub.grant.Grants;
import dev.linkhub.grant.RingGrant;
import dev.linkhub.grant.TokenExchange;
import dev.linkhub.spool.Orphans;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.vault.Secret;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import javax.sql.DataSource;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ring hangs over far more refreshes than there are connections to the database. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class HangingRingTest extends JourneyTest {

    private static final int HANGING = 200;
    private static final int OF_THE_WORKER = 150;
    private static final int CONNECTIONS = 5;
    private static final int READS = 100;
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    @Inject
    Grants grants;

    @Inject
    TokenExchange codes;

    @Inject
    FreshTokens freshTokens;

    @Inject
    RefreshLane lane;

    @Inject
    DataSource dataSource;

    private final HeldRing held = new HeldRing();
    private Onboarded app;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        properties.put("hub.ring.oauth-url", held.url());
        properties.put("hub.ring.api-url", held.url());
        properties.put("hub.db.connections", String.valueOf(CONNECTIONS));
        properties.put("hub.refresh-in-flight", String.valueOf(OF_THE_WORKER));
        // How fast this machine is decides nothing.
        properties.put("hub.refresh-deadline", "PT1M");
        properties.put("hub.refresh-lease", "PT2M");
        return properties;
    }

    @BeforeEach
    void grantsThatAreDue() {
        app = ring.onboard();
        try (ExecutorService threads = Executors.newFixedThreadPool(2 * CONNECTIONS)) {
            for (int i = 0; i < HANGING; i++) {
                String code = "old-" + i;
                threads.execute(() -> newGrant(code));
            }
        }
        assertThat(all()).hasSize(HANGING);
        ring.advance(Duration.ofHours(28));
    }

    @AfterAll
    void close() {
        held.close();
    }

    @Test
    void whileItHangsNoConnectionIsHeldAndTokensAreRead() throws Exception {
        lane.drain(app.tenant().scope());
        Orphans.until("the worker's hang", () -> held.held() == OF_THE_WORKER);
        List<String> left = all().stream()
                .filter(grant -> grant.leaseUntil() == null)
                .map(RingGrant::grantId)
                .toList();
        newGrant("fresh");
        String fresh = all().getFirst().grantId();

        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Freshness>> waiting = left.stream()
                    .map(grantId -> threads.submit(ensuring(grantId)))
                    .toList();
            Orphans.until("those of callers hang, too", () -> held.held() == HANGING);
            assertThat(connectionsInUse()).isZero();

            for (Future<Freshness> read : threads.invokeAll(Collections.nCopies(READS, ensuring(fresh)))) {
                assertThat(read.get()).isInstanceOf(Freshness.Fresh.class);
            }
            assertThat(held.held()).as("all of that while they hang").isEqualTo(HANGING);

            held.letGo();
            for (Future<Freshness> one : waiting) {
                assertThat(one.get()).isInstanceOf(Freshness.Fresh.class);
            }
        }
        lane.awaitEnd();
        assertThat(all())
                .filteredOn(grant -> !grant.grantId().equals(fresh))
                .hasSize(HANGING)
                .allSatisfy(grant -> assertThat(grant.generation()).isEqualTo(2));
        assertThat(held.refreshes()).doesNotHaveDuplicates().hasSize(HANGING);
    }

    private Callable<Freshness> ensuring(String grantId) {
        return () -> freshTokens.ensure(app.app(), grantId, FIVE_MINUTES, null);
    }

    private void newGrant(String code) {
        assertThat(codes.receive(app.production(), Secret.of(code))).isEqualTo(TokenExchange.Answer.TAKEN);
    }

    private List<RingGrant> all() {
        return grants.notYetClaimed(app.app(), HANGING + 1);
    }

    private int connectionsInUse() throws SQLException {
        var pool = DelegatingDataSource.unwrapDataSource(dataSource).unwrap(HikariDataSource.class);
        return pool.getHikariPoolMXBean().getActiveConnections();
    }
}
