package dev.linkhub.audit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.linkhub.tenant.ApiKeys;
import dev.linkhub.tenant.ApiScope;
import dev.linkhub.tenant.KeyReach;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import io.micronaut.data.exceptions.DataAccessException;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import io.micronaut.transaction.TransactionOperations;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class AuditTrailTest implements HubTest {

    private static final String FIRST_PAGE = "~";
    private static final AtomicInteger COUNT = new AtomicInteger();

    @Inject
    AuditTrail audit;

    @Inject
    Tenants tenants;

    @Inject
    ApiKeys apiKeys;

    @Inject
    MovableClock clock;

    @Inject
    TransactionOperations<Connection> transactions;

    private TenantScope tenant;

    @BeforeEach
    void aTenant() {
        tenant = newTenant();
    }

    @Test
    void anEntrySaysWhoDidWhatToWhichThingAndWhen() {
        Instant at = clock.instant();
        audit.record(tenant, new Actor("key_1"), "thing.done", "lnk_1", "für später 🏠");
        clock.advance(Duration.ofMinutes(1));

        AuditEntry entry = audit.newestFirst(tenant, FIRST_PAGE, 1).getFirst();
        assertThat(entry.auditId()).startsWith("aud_");
        assertThat(entry)
                .isEqualTo(new AuditEntry(
                        tenant.tenantId(), entry.auditId(), at, "key_1", "thing.done", "lnk_1", "für später 🏠"));
    }

    @Test
    void theNewestComesFirstAndPagesFollowEachOther() {
        for (int i = 0; i < 5; i++) {
            audit.record(tenant, Actor.HUB, "thing.done", "subject-" + i, "");
        }
        List<AuditEntry> first = audit.newestFirst(tenant, FIRST_PAGE, 3);
        List<AuditEntry> second = audit.newestFirst(tenant, first.getLast().auditId(), 100);

        assertThat(first).extracting(AuditEntry::subject).containsExactly("subject-4", "subject-3", "subject-2");
        assertThat(second).extracting(AuditEntry::subject).containsExactly("subject-1", "subject-0", tenant.tenantId());
    }

    @Test
    void aLongDetailIsCutAndNotRefused() {
        audit.record(tenant, Actor.HUB, "thing.done", "lnk_1", "ä".repeat(1_001));
        assertThat(audit.newestFirst(tenant, FIRST_PAGE, 1).getFirst().detail()).isEqualTo("ä".repeat(1_000));
    }

    @Test
    void whatCannotBeRecordedIsNotSilentlyLeftOut() {
        assertThatThrownBy(() -> audit.record(tenant, Actor.HUB, "x".repeat(41), "lnk_1", ""))
                .isInstanceOf(DataAccessException.class);
    }

    @Test
    void anEntryGoesWithItsTransaction() {
        assertThatThrownBy(() -> transactions.executeWrite(status -> {
                    audit.record(tenant, Actor.HUB, "thing.undone", "lnk_1", "");
                    throw new IllegalStateException("rolled back");
                }))
                .hasMessage("rolled back");
        assertThat(actions(tenant)).doesNotContain("thing.undone");
    }

    @Test
    void eachTenantHasItsOwn() {
        TenantScope other = newTenant();
        audit.record(tenant, Actor.HUB, "thing.done", "lnk_1", "");

        assertThat(actions(other)).containsExactly("tenant.created");
        String ours = audit.newestFirst(tenant, FIRST_PAGE, 1).getFirst().auditId();
        assertThat(audit.newestFirst(other, ours, 100))
                .as("another's entry as cursor shows nothing of it")
                .extracting(AuditEntry::tenantId)
                .containsOnly(other.tenantId());
    }

    @Test
    void tenantsAndTheirKeysAreRecordedWithWhoMadeThem() {
        String apiKeyId = apiKeys.issue(tenant, "first", ApiScope.BY_DEFAULT, KeyReach.LIVE, null, "operator")
                .key()
                .apiKeyId();
        apiKeys.delete(tenant, apiKeyId, "key_2");

        assertThat(audit.newestFirst(tenant, FIRST_PAGE, 100))
                .extracting(AuditEntry::actor, AuditEntry::action, AuditEntry::subject)
                .containsExactly(
                        tuple("key_2", "api_key.deleted", apiKeyId),
                        tuple("operator", "api_key.issued", apiKeyId),
                        tuple("operator", "tenant.created", tenant.tenantId()));
    }

    private TenantScope newTenant() {
        int number = COUNT.incrementAndGet();
        return tenants.create("audited-" + number, "Audited " + number, "operator")
                .scope();
    }

    private List<String> actions(TenantScope of) {
        return audit.newestFirst(of, FIRST_PAGE, 100).stream()
                .map(AuditEntry::action)
                .toList();
    }
}
