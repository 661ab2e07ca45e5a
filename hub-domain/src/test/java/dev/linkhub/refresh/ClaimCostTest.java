package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.Grants;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.function.Supplier;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** How many rows each statement of a claim reads among 20,000, by the server's own count: none of them may scan. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class ClaimCostTest extends JourneyTest {

    private static final int GRANTS = 20_000;
    private static final int BATCH = 100;
    private static final int FEW = 20;

    @Inject
    Grants grants;

    @Inject
    RefreshLeases leases;

    @Inject
    RefreshHistory history;

    @Inject
    BacklogRows backlogs;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Inject
    DataSource dataSource;

    private Onboarded app;
    private String one;

    @BeforeEach
    void anApp() {
        app = ring.onboard();
        ring.install(app, ring.account());
        one = grants.notYetClaimed(app.app(), 1).getFirst().grantId();
    }

    @Test
    void aClaimReadsEachGrantTwice() throws SQLException {
        ManyGrants.copy(dataSource, one, GRANTS, "0 SECOND", "20 DAY");
        Cost cost = costOf(() -> leases.claimDue(app.app(), BATCH));
        assertThat(cost.claimed).isEqualTo(BATCH);
        assertThat(cost.reads).isLessThanOrEqualTo(2 * BATCH + FEW);
    }

    @Test
    void aClaimReadsNothingWhereNothingIsDue() throws SQLException {
        ManyGrants.copy(dataSource, one, GRANTS, "1 DAY", "20 DAY");
        Cost cost = costOf(() -> leases.claimDue(app.app(), BATCH));
        assertThat(cost.claimed).isZero();
        assertThat(cost.reads).isLessThanOrEqualTo(FEW);
    }

    @Test
    void whatIsCloseToItsEndIsReadOnceMore() throws SQLException {
        ManyGrants.copy(dataSource, one, GRANTS, "0 SECOND", "1 HOUR");
        Cost cost = costOf(() -> leases.claimDue(app.app(), BATCH));
        assertThat(cost.claimed).isEqualTo(BATCH);
        assertThat(cost.reads).isLessThanOrEqualTo(3 * BATCH + FEW);
    }

    @Test
    void whatIsCloseToItsEndAndInBackoffIsNotReadForEachClaim() throws SQLException {
        ManyGrants.copy(dataSource, one, GRANTS, "1 DAY", "1 HOUR");
        Cost cost = costOf(() -> leases.claimDue(app.app(), BATCH));
        assertThat(cost.claimed).isZero();
        assertThat(cost.reads).isLessThanOrEqualTo(8 * BATCH + FEW);
    }

    @Test
    void aProbeReadsTheLastTwoHundredAndNoMore() throws SQLException {
        ManyGrants.copy(dataSource, one, GRANTS, "0 SECOND", "20 DAY");
        Cost cost = costOf(() -> leases.claimProbe(app.app()));
        assertThat(cost.claimed).isEqualTo(1);
        assertThat(cost.reads).isLessThanOrEqualTo(2 * 200 + FEW);
    }

    @Test
    void whoWaitsForOneGrantReadsOne() throws SQLException {
        ManyGrants.copy(dataSource, one, GRANTS, "0 SECOND", "20 DAY");
        Cost cost = costOf(
                () -> leases.claimOne(app.tenant().scope(), one, 1).stream().toList());
        assertThat(cost.claimed).isEqualTo(1);
        assertThat(cost.reads).isLessThanOrEqualTo(FEW);
    }

    @Test
    void aLookAtWhatIsDueReadsTheFirstOfEachApp() throws SQLException {
        ManyGrants.copy(dataSource, one, GRANTS, "0 SECOND", "20 DAY");
        Cost cost = costOf(() -> leases.earliestDue(app.tenant().scope()));
        assertThat(cost.claimed).isEqualTo(1);
        assertThat(cost.reads).isLessThanOrEqualTo(FEW);
    }

    @Test
    void aLookAtWhatWaitsAtAnAppReadsTheFirst() throws SQLException {
        ManyGrants.copy(dataSource, one, GRANTS, "0 SECOND", "20 DAY");
        Cost cost =
                costOf(() -> backlogs.outline(app.tenant().tenantId(), app.app().appId()).stream()
                        .toList());
        assertThat(cost.claimed).isEqualTo(1);
        assertThat(cost.reads).isLessThanOrEqualTo(FEW);
    }

    @Test
    void aSweepOfAttemptsReadsTheFirstOfEachApp() throws SQLException {
        ManyGrants.copy(dataSource, one, GRANTS, "0 SECOND", "20 DAY");
        transactions.executeWrite(status -> jdbc.prepareStatement("""
                INSERT INTO refresh_attempt (tenant_id, grant_id, attempt_id, app_id, ended_at, outcome, detail, was_in_doubt,
                       on_demand)
                SELECT tenant_id, grant_id, 'first', app_id, UTC_TIMESTAMP(6), 'UNKNOWN', '', FALSE, FALSE FROM ring_grant
                 WHERE tenant_id = ?
                """, statement -> {
            statement.setString(1, app.tenant().tenantId());
            return statement.executeUpdate();
        }));
        Cost cost = costOf(() -> history.sweep(app.tenant().scope()).stream().toList());
        assertThat(cost.claimed).isEqualTo(1);
        assertThat(cost.reads).isLessThanOrEqualTo(FEW);
    }

    /** In one transaction, so that all of it is on the one connection whose reads are counted. */
    private Cost costOf(Supplier<? extends Collection<?>> statements) {
        return transactions.executeWrite(status -> {
            long first = reads();
            long before = reads();
            int claimed = statements.get().size();
            long after = reads();
            return new Cost(claimed, after - before - (before - first));
        });
    }

    private long reads() {
        return jdbc.prepareStatement(
                "SHOW SESSION STATUS LIKE 'Handler_read%'",
                statement -> {
                    long reads = 0;
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            reads += List.of("Handler_read_retry", "Handler_read_rnd_deleted")
                                            .contains(rows.getString(1))
                                    ? 0
                                    : rows.getLong(2);
                        }
                    }
                    return reads;
                });
    }

    private record Cost(int claimed, long reads) {}
}
