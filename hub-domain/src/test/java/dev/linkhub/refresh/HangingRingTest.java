package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.Grants;
import dev.linkhub.simulator.client.NewFault;
import dev.linkhub.spool.Orphans;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Ring hangs over far more refreshes than there are connections to the database. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class HangingRingTest extends JourneyTest {

    private static final int HANGING = 200;
    private static final int READS = 100;

    @Inject
    Grants grants;

    @Inject
    FreshTokens freshTokens;

    @Inject
    RefreshLane lane;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = super.getProperties();
        properties.put("hub.db.connections", "5");
        return properties;
    }

    @Test
    void freshTokensAreReadAndHealthAnswersWhileTwoHundredRefreshesHang() throws Exception {
        Onboarded app = ring.onboard();
        for (int i = 0; i < HANGING; i++) {
            ring.install(app, ring.account());
        }
        ring.advance(Duration.ofHours(28));
        ring.install(app, ring.account());
        String fresh = grants.notYetClaimed(app.app(), HANGING + 1).stream()
                .filter(grant -> grant.accessExpiresAt() != null
                        && grant.accessExpiresAt().isAfter(clock.instant()))
                .findFirst()
                .orElseThrow()
                .grantId();
        ring.ring()
                .fault(NewFault.late("token.refresh_token", Duration.ofSeconds(9))
                        .always());
        FutureTask<Boolean> draining = new FutureTask<>(() -> {
            while (spentOn(app) < HANGING) {
                lane.drain(app.tenant().scope());
            }
            return true;
        });
        Thread.ofVirtual().start(draining);
        Orphans.until("all hang", () -> hangingOf(app) == HANGING);

        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Callable<Boolean>> reads = new ArrayList<>();
            for (int i = 0; i < READS; i++) {
                reads.add(() ->
                        freshTokens.ensure(app.app(), fresh, Duration.ofMinutes(5), null) instanceof Freshness.Fresh
                                && answers());
            }
            for (Future<Boolean> read : threads.invokeAll(reads)) {
                assertThat(read.get()).isTrue();
            }
        }
        assertThat(hangingOf(app)).as("all of that while they hang").isEqualTo(HANGING);

        assertThat(draining.get(3, TimeUnit.MINUTES)).isTrue();
        assertThat(ring.ring().counter("spent_refresh_tokens_received")).isZero();
    }

    private int hangingOf(Onboarded app) {
        return lane.inFlight().getOrDefault(app.tenant().tenantId(), 0);
    }

    private long spentOn(Onboarded app) {
        return grants.notYetClaimed(app.app(), HANGING + 1).stream()
                .filter(grant -> grant.generation() == 2)
                .count();
    }

    /** As the health of the data source asks. */
    private boolean answers() {
        return transactions.executeRead(status -> jdbc.prepareStatement(
                "SELECT 1", statement -> statement.executeQuery().next()));
    }
}
