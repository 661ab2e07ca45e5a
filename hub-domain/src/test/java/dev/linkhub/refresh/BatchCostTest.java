package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.Grants;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import dev.linkhub.vault.Secret;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What refreshes cost, as the server counts it: a batch that a driver sends at once may still be many statements there. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class BatchCostTest extends JourneyTest {

    /** Fewer than the 100 codes a second that Ring redeems before it asks for a rest. */
    private static final int BATCH = 80;

    @Inject
    Grants grants;

    @Inject
    RefreshLeases leases;

    @Inject
    RefreshAttempt attempt;

    @Inject
    AttemptEnds ends;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Test
    void aBatchOfSuccessesIsAHandfulOfStatementsAndStoresEachGrantsOwnTokens() {
        Onboarded app = installed(BATCH);
        List<LeasedGrant> leased = leases.claimDue(app.app(), BATCH);
        assertThat(leased).hasSize(BATCH);
        List<EndedAttempt> batch = new ArrayList<>();
        for (LeasedGrant grant : leased) {
            batch.add(new EndedAttempt(success(grant), clock.instant()));
        }

        assertThat(statementsOf(() -> ends.write(batch))).isLessThan(BATCH / 8);
        for (LeasedGrant grant : leased) {
            assertThat(grants.get(app.tenant().scope(), grant.grantId())).satisfies(stored -> {
                assertThat(stored.generation()).isEqualTo(2);
                assertThat(stored.leaseUntil()).isNull();
                assertThat(stored.accessExpiresAt()).isEqualTo(clock.instant().plus(Duration.ofHours(4)));
            });
            assertThat(grants.accessToken(app.tenant().scope(), grant.grantId())
                            .orElseThrow()
                            .token())
                    .isEqualTo(Secret.of("access of " + grant.grantId()));
        }
    }

    @Test
    void inABatchOnlyThoseAreWrittenThatAreStillAtTheirGeneration() {
        Onboarded app = installed(3);
        List<LeasedGrant> leased = leases.claimDue(app.app(), 3);
        LeasedGrant moved = leased.get(1);
        ends.write(List.of(new EndedAttempt(success(moved), clock.instant())));
        ring.advance(Duration.ofHours(1));

        ends.write(leased.stream()
                .map(grant -> new EndedAttempt(success(grant), clock.instant()))
                .toList());
        assertThat(leased).allSatisfy(grant -> {
            var stored = grants.get(app.tenant().scope(), grant.grantId());
            Duration age = grant.grantId().equals(moved.grantId()) ? Duration.ofHours(1) : Duration.ZERO;
            assertThat(stored.generation()).isEqualTo(2);
            assertThat(stored.lastRefreshedAt()).isEqualTo(clock.instant().minus(age));
        });
    }

    @Test
    void aSendAsksTheDatabaseNothing() {
        Onboarded app = installed(5);
        List<LeasedGrant> leased = leases.claimDue(app.app(), 5);
        assertThat(attempt.send(app.app(), leased.getFirst())).isInstanceOf(AttemptEnd.Success.class);

        List<LeasedGrant> others = leased.subList(1, 5);
        assertThat(statementsOf(() -> {
                    for (LeasedGrant grant : others) {
                        assertThat(attempt.send(app.app(), grant)).isInstanceOf(AttemptEnd.Success.class);
                    }
                }))
                .isLessThan(others.size());
    }

    private Onboarded installed(int households) {
        Onboarded app = ring.onboard();
        for (int i = 0; i < households; i++) {
            ring.install(app, ring.account());
        }
        ring.advance(Duration.ofHours(28));
        return app;
    }

    private static AttemptEnd.Success success(LeasedGrant grant) {
        return new AttemptEnd.Success(
                grant,
                Secret.of("access of " + grant.grantId()),
                Secret.of("refresh of " + grant.grantId()),
                "Bearer",
                "ava.v1:read",
                Duration.ofHours(4),
                null);
    }

    /** Less what the counting costs. */
    private long statementsOf(Runnable work) {
        long first = statements();
        long second = statements();
        work.run();
        return statements() - second - (second - first);
    }

    /** By whoever, since the server's start. */
    private long statements() {
        return transactions.executeRead(status ->
                jdbc.prepareStatement("SHOW GLOBAL STATUS LIKE 'Questions'", statement -> {
                    try (ResultSet counter = statement.executeQuery()) {
                        counter.next();
                        return counter.getLong(2);
                    }
                }));
    }
}
