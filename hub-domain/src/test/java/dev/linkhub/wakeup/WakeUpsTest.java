package dev.linkhub.wakeup;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import io.micronaut.data.jdbc.runtime.JdbcOperations;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.ResultSet;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.TreeMap;
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

    @Test
    void aNewTenantIsLookedAfterFromTheStart() {
        TenantScope tenant =
                tenants.create("looked-after", "Looked After", "operator").scope();

        assertThat(planned(tenant)).containsOnlyKeys("refresh/0", "sweep/all");
        assertThat(planned(tenant).values()).containsOnly(clock.instant());
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
    void refreshesAreBroughtForward() {
        TenantScope tenant =
                tenants.create("brought-forward", "Brought Forward", "operator").scope();
        clock.advance(Duration.ofMinutes(-30));
        Instant earlier = clock.instant();

        wakeUps.refreshSoon(tenant);
        assertThat(planned(tenant)).containsEntry("refresh/0", earlier);
    }

    private Map<String, Instant> planned(TenantScope tenant) {
        return transactions.executeRead(status -> jdbc.prepareStatement(
                "SELECT task_name, task_instance, execution_time FROM scheduled_tasks WHERE task_instance LIKE ?",
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
