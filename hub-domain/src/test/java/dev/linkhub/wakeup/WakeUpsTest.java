package dev.linkhub.wakeup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import io.micronaut.data.connection.jdbc.advice.DelegatingDataSource;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
import javax.sql.DataSource;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class WakeUpsTest implements HubTest {

    @Inject
    WakeUps wakeUps;

    @Inject
    Tenants tenants;

    @Inject
    MovableClock clock;

    @Inject
    JdbcOperations jdbc;

    @Inject
    TransactionOperations<Connection> transactions;

    @Inject
    DataSource dataSource;

    @Test
    void aTenantWithNothingToLookAfterCostsNothing() {
        assertThat(planned(tenant("idle"))).isEmpty();
    }

    @Test
    void aWakeUpGoesWithTheTransactionThatAskedForIt() {
        TenantScope tenant =
                tenants.create("rolled-back", "Rolled Back", "operator").scope();

        assertThatThrownBy(() -> transactions.executeWrite(status -> {
                    wakeUps.at(clock.instant(), Work.CODE, tenant, "grn_1");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(planned(tenant)).doesNotContainKey("redeem-code/grn_1");

        transactions.executeWrite(status -> {
            wakeUps.at(clock.instant(), Work.CODE, tenant, "grn_1");
            return true;
        });
        assertThat(planned(tenant)).containsKey("redeem-code/grn_1");
    }

    @Test
    void refreshesAreBroughtForwardAndNeverPutOff() {
        TenantScope tenant = tenant("brought-forward");
        wakeUps.refreshIn(Duration.ofHours(2), tenant);
        wakeUps.refreshIn(Duration.ofHours(3), tenant);
        assertThat(planned(tenant)).containsEntry("refresh/0", in(7200));

        wakeUps.refreshIn(Duration.ofHours(1), tenant);
        assertThat(planned(tenant)).containsEntry("refresh/0", in(3600));

        wakeUps.refreshSoon(tenant);
        assertThat(planned(tenant)).containsEntry("refresh/0", in(0));
    }

    @Test
    void whoeverFindsATimelyWakeUpLocksNothing() {
        TenantScope tenant = tenant("crowded");
        wakeUps.sweepIn(Duration.ofSeconds(31), tenant);

        transactions.executeWrite(status -> {
            wakeUps.sweepIn(Duration.ofSeconds(32), tenant);
            assertThat(lockable(tenant, "sweep/all")).isTrue();
            return true;
        });
    }

    @Test
    void aWakeUpThatMayBeSpentBeforeTheCallerCommitsIsHeldUntilThen() {
        TenantScope tenant = tenant("about-to-run");
        wakeUps.sweepIn(Duration.ofSeconds(29), tenant);

        transactions.executeWrite(status -> {
            wakeUps.sweepIn(Duration.ofMinutes(10), tenant);
            assertThat(lockable(tenant, "sweep/all")).isFalse();
            return true;
        });
        assertThat(planned(tenant)).containsEntry("sweep/all", in(29));
    }

    @Test
    void aWorkerThatIsAtItIsLeftWordForItsEnd() {
        TenantScope tenant = tenant("being-served");
        wakeUps.refreshIn(Duration.ofSeconds(50), tenant);
        change("UPDATE scheduled_tasks SET picked = TRUE WHERE task_instance LIKE ?", tenant);

        wakeUps.refreshIn(Duration.ofSeconds(20), tenant);
        wakeUps.refreshIn(Duration.ofSeconds(10), tenant);
        wakeUps.refreshIn(Duration.ofSeconds(30), tenant);

        assertThat(planned(tenant)).containsEntry("refresh/0", in(50));
        assertThat(times("woken_for", tenant)).containsEntry("refresh/0", in(10));
    }

    private Instant in(int seconds) {
        return clock.instant().plusSeconds(seconds);
    }

    private TenantScope tenant(String slug) {
        return tenants.create(slug, slug, "operator").scope();
    }

    private void change(String sql, TenantScope tenant) {
        transactions.executeWrite(status -> jdbc.prepareStatement(sql, statement -> {
            statement.setString(1, tenant.tenantId() + "/%");
            return statement.executeUpdate();
        }));
    }

    /** Whether somebody else could lock it now. */
    private boolean lockable(TenantScope tenant, String task) {
        try (Connection other =
                        DelegatingDataSource.unwrapDataSource(dataSource).getConnection();
                PreparedStatement locking = other.prepareStatement("""
                        SELECT 1 FROM scheduled_tasks WHERE task_name = ? AND task_instance = ? FOR UPDATE SKIP LOCKED
                        """)) {
            int slash = task.indexOf('/');
            locking.setString(1, task.substring(0, slash));
            locking.setString(2, tenant.tenantId() + task.substring(slash));
            return locking.executeQuery().next();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private Map<String, Instant> planned(TenantScope tenant) {
        return times("execution_time", tenant);
    }

    private Map<String, Instant> times(String column, TenantScope tenant) {
        return transactions.executeRead(status -> jdbc.prepareStatement(
                "SELECT task_name, task_instance, " + column + " FROM scheduled_tasks WHERE task_instance LIKE ?",
                statement -> {
                    statement.setString(1, tenant.tenantId() + "/%");
                    Map<String, Instant> planned = new TreeMap<>();
                    try (ResultSet rows = statement.executeQuery()) {
                        while (rows.next()) {
                            WorkItem item = WorkItem.parse(rows.getString(2));
                            planned.put(
                                    rows.getString(1) + "/" + item.subject(),
                                    rows.getObject(3, LocalDateTime.class).toInstant(ZoneOffset.UTC));
                        }
                    }
                    return planned;
                }));
    }
}
