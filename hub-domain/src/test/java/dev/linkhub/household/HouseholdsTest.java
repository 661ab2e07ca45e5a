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
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class HouseholdsTest implements HubTest {

    @Inject
    Households households;

    @Inject
    HouseholdSessions sessions;

    @Inject
    Tenants tenants;

    @Inject
    MovableClock clock;

    private TenantScope tenant;
    private TenantScope other;

    @BeforeAll
    void tenants() {
        tenant = tenants.create("acme", "Acme", "operator").scope();
        other = tenants.create("other", "Other", "operator").scope();
    }

    @Test
    void theSameSubjectIsTheSameHouseholdUnderItsNewestName() {
        Household first = households.findOrCreate(tenant, "https://id.example.com", "sub-1", "v@example.com");
        Household again = households.findOrCreate(tenant, "https://id.example.com", "sub-1", "w@example.com");
        assertThat(again.householdId()).isEqualTo(first.householdId()).startsWith("hh_");
        assertThat(again.accountName()).isEqualTo("w@example.com");
    }

    @Test
    void anotherIssuerSubjectCaseOrTenantIsAnotherHousehold() {
        Household one = households.findOrCreate(tenant, "https://id.example.com", "sub-2", "v@example.com");
        assertThat(households.findOrCreate(tenant, "https://other.example.com", "sub-2", "v@example.com"))
                .isNotEqualTo(one);
        assertThat(households.findOrCreate(tenant, "https://id.example.com", "SUB-2", "v@example.com"))
                .isNotEqualTo(one);
        assertThat(households.findOrCreate(other, "https://id.example.com", "sub-2", "v@example.com"))
                .isNotEqualTo(one);
        assertThat(households.find(other, one.householdId())).isEmpty();
        assertThat(households.find(tenant, one.householdId())).contains(one);
    }

    @Test
    void aHouseholdDoesNotPrintItsName() {
        assertThat(household("vera@example.com").toString()).doesNotContain("vera");
    }

    @Test
    void aSessionIsItsHouseholdsAndOnlyForItsTenant() {
        Household household = household("s1");
        Secret cookie = Secret.of(sessions.start(household, null).cookieValue());
        assertThat(sessions.find(tenant, cookie)).contains(household);
        assertThat(sessions.find(other, cookie)).isEmpty();
        assertThat(sessions.find(tenant, Secret.of("guess"))).isEmpty();
    }

    @Test
    void signingInAgainEndsTheOldSecret() {
        Household household = household("s2");
        Secret old = Secret.of(sessions.start(household, null).cookieValue());
        Secret fresh = Secret.of(sessions.start(household, old).cookieValue());
        assertThat(fresh).isNotEqualTo(old);
        assertThat(sessions.find(tenant, old)).isEmpty();
        assertThat(sessions.find(tenant, fresh)).isPresent();
    }

    @Test
    void aSessionEndsWhenSignedOut() {
        Secret cookie = Secret.of(sessions.start(household("s3"), null).cookieValue());
        sessions.end(other, cookie);
        assertThat(sessions.find(tenant, cookie)).isPresent();
        sessions.end(tenant, cookie);
        assertThat(sessions.find(tenant, cookie)).isEmpty();
    }

    @Test
    void aSessionEndsAfterHalfAnHourUnused() {
        Secret cookie = Secret.of(sessions.start(household("s4"), null).cookieValue());
        clock.advance(Duration.ofMinutes(29));
        assertThat(sessions.find(tenant, cookie)).isPresent();
        clock.advance(Duration.ofMinutes(29));
        assertThat(sessions.find(tenant, cookie)).isPresent();
        clock.advance(Duration.ofMinutes(30));
        assertThat(sessions.find(tenant, cookie)).isEmpty();
    }

    @Test
    void aSessionEndsAfterTwelveHoursHoweverMuchItIsUsed() {
        Secret cookie = Secret.of(sessions.start(household("s5"), null).cookieValue());
        for (int i = 0; i < 12 * 60 / 20 - 1; i++) {
            clock.advance(Duration.ofMinutes(20));
            assertThat(sessions.find(tenant, cookie)).isPresent();
        }
        clock.advance(Duration.ofMinutes(20));
        assertThat(sessions.find(tenant, cookie)).isEmpty();
    }

    @Test
    void aSessionDoesNotPrintItsSecret() {
        StartedSession session = sessions.start(household("s6"), null);
        assertThat(session.toString()).doesNotContain(session.cookieValue());
    }

    private Household household(String name) {
        return households.findOrCreate(tenant, Households.HUB, name, name);
    }
}
