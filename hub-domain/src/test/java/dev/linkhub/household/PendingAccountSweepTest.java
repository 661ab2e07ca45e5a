package dev.linkhub.household;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import dev.linkhub.vault.Secret;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class PendingAccountSweepTest implements HubTest {

    @Inject
    PendingAccounts pending;

    @Inject
    PendingAccountSweep sweep;

    @Inject
    PendingAccountRows rows;

    @Inject
    Tenants tenants;

    @Inject
    MovableClock clock;

    private TenantScope tenant;
    private int count;

    @BeforeEach
    void tenant() {
        tenant = tenants.create("pending-" + ++count, "Acme", "operator").scope();
    }

    @Test
    void whatNobodyConfirmsIsForgottenAfterADayAndNotBefore() {
        ask("vera@example.com");
        Instant first = clock.instant().plus(Duration.ofDays(1));
        clock.advance(Duration.ofHours(1));
        ask("nora@example.com");

        assertThat(sweep.sweep(tenant)).contains(first);
        assertThat(rows.firstToExpire(tenant.tenantId())).contains(first);
        clock.advance(Duration.ofHours(23));
        assertThat(sweep.sweep(tenant)).contains(first.plus(Duration.ofHours(1)));
        clock.advance(Duration.ofHours(1));
        assertThat(sweep.sweep(tenant)).isEmpty();
        assertThat(rows.firstToExpire(tenant.tenantId())).isEmpty();
    }

    @Test
    void oneTenantsSweepLeavesTheOthersAlone() {
        ask("vera@example.com");
        clock.advance(Duration.ofDays(2));
        TenantScope other =
                tenants.create("other-" + count, "Other", "operator").scope();
        assertThat(sweep.sweep(other)).isEmpty();
        assertThat(rows.firstToExpire(tenant.tenantId())).isPresent();
    }

    private void ask(String email) {
        assertThat(pending.ask(tenant, email, Secret.of("correct horse battery"), "203.0.113.7", Locale.UK))
                .isEqualTo(new AccountAsked.Taken());
    }
}
