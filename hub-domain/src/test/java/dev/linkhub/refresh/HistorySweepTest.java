package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.grant.Grants;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.testing.JourneyTest;
import dev.linkhub.testing.RingFixture.Onboarded;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Attempts are kept for 90 days. */
@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class HistorySweepTest extends JourneyTest {

    private static final Duration KEPT = Duration.ofDays(90);

    @Inject
    Grants grants;

    @Inject
    RefreshHistory history;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    private TenantScope tenant;
    private String appId;
    private String grantId;

    @BeforeEach
    void aGrant() {
        Onboarded app = ring.onboard();
        ring.install(app, ring.account());
        tenant = app.tenant().scope();
        appId = app.app().appId();
        grantId = grants.notYetClaimed(app.app(), 1).getFirst().grantId();
    }

    @Test
    void whatIsOlderThan90DaysGoesAndTheRestStays() {
        attempts("old", 3, KEPT);
        attempts("young", 2, KEPT.minusSeconds(1));

        assertThat(history.sweep(tenant))
                .hasValueSatisfying(at -> assertThat(at).isAfter(clock.instant()));
        assertThat(count()).isEqualTo(2);
    }

    @Test
    void itComesBackWhenTheNextIsOldEnough() {
        attempts("young", 1, KEPT.minusSeconds(60));
        assertThat(history.sweep(tenant)).contains(clock.instant().plusSeconds(60));
        assertThat(count()).isEqualTo(1);
    }

    @Test
    void muchIsSweptInBatches() {
        attempts("old", 1_500, KEPT.plusDays(1));
        assertThat(history.sweep(tenant)).as("there is more").contains(clock.instant());
        assertThat(count()).isEqualTo(500);

        history.sweep(tenant);
        assertThat(count()).isZero();
    }

    @Test
    void attemptsOfAnotherTenantAreItsOwn() {
        attempts("old", 3, KEPT);
        history.sweep(ring.onboard().tenant().scope());
        assertThat(count()).isEqualTo(3);
    }

    @Test
    void aTenantWithGrantsHasAttemptsSoonerOrLaterAndOneWithoutHasNone() {
        Instant later = clock.instant().plus(KEPT);
        assertThat(history.sweep(tenant)).contains(later);
        assertThat(history.sweep(ring.onboard().tenant().scope())).isEmpty();
    }

    private void attempts(String name, int howMany, Duration ago) {
        transactions.executeWrite(status -> jdbc.prepareStatement("""
                INSERT INTO refresh_attempt (tenant_id, grant_id, attempt_id, app_id, ended_at, outcome, detail, was_in_doubt, on_demand)
                VALUES (?, ?, ?, ?, UTC_TIMESTAMP(6) - INTERVAL ? SECOND, 'UNKNOWN', '', FALSE, FALSE)
                """, statement -> {
            for (int i = 0; i < howMany; i++) {
                statement.setString(1, tenant.tenantId());
                statement.setString(2, grantId);
                statement.setString(3, name + i);
                statement.setString(4, appId);
                statement.setLong(5, ago.toSeconds());
                statement.addBatch();
            }
            return statement.executeBatch().length;
        }));
    }

    private int count() {
        return transactions.executeRead(status ->
                jdbc.prepareStatement("SELECT COUNT(*) FROM refresh_attempt WHERE tenant_id = ?", statement -> {
                    statement.setString(1, tenant.tenantId());
                    try (ResultSet row = statement.executeQuery()) {
                        row.next();
                        return row.getInt(1);
                    }
                }));
    }
}
