package dev.linkhub.partnerapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.audit.Actor;
import dev.linkhub.refusal.NotFound;
import dev.linkhub.tenant.TenantScope;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.vault.Secret;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("persistence")
@MicronautTest(transactional = false, startApplication = false)
class RecentCredentialsTest implements HubTest {

    private static final Actor KEY = new Actor("key_1");

    @Inject
    PartnerApps apps;

    @Inject
    RecentCredentials recent;

    @Inject
    Tenants tenants;

    @Test
    void theyAreAsNewAsTheAppThatTheyAreAskedForWithAtLeast() {
        TenantScope tenant = tenants.create("acme", "Acme", "operator").scope();
        PartnerApp before = apps.create(
                tenant,
                new NewApp("doorman", "Doorman", new NewCredentials("client", Secret.of("old"), Secret.of("hmac"))),
                KEY);
        assertThat(recent.of(before).clientSecret()).isEqualTo(Secret.of("old"));

        PartnerApp after =
                apps.replaceCredentials(tenant, "doorman", new NewCredentials(null, Secret.of("new"), null), KEY);
        assertThat(recent.of(after).clientSecret()).isEqualTo(Secret.of("new"));
        assertThat(recent.of(after).version()).isEqualTo(2);
        assertThat(recent.of(before).clientSecret())
                .as("for who read the app before")
                .isEqualTo(Secret.of("new"));
    }

    @Test
    void anAppThatIsGoneHasNone() {
        TenantScope tenant = tenants.create("gone", "Gone", "operator").scope();
        PartnerApp app = apps.create(
                tenant,
                new NewApp("gone", "Gone", new NewCredentials("client", Secret.of("secret"), Secret.of("hmac"))),
                KEY);
        apps.delete(app, KEY);
        assertThatThrownBy(() -> recent.of(app)).isInstanceOf(NotFound.class);
    }
}
