package dev.linkhub.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.household.HubAccounts;
import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.vault.Secret;
import dev.linkhub.web.testing.TestBrowser;
import dev.linkhub.web.testing.TestBrowser.Page;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Without https, which only a hub on its own machine may do, Secure cookies would never come back. */
@MicronautTest(transactional = false)
class OnLoopbackTest implements HubTest {

    @Inject
    EmbeddedServer server;

    @Inject
    Tenants tenants;

    @Inject
    HubAccounts accounts;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = HubTest.super.getProperties();
        properties.put("hub.public-url", "http://localhost:8080");
        return properties;
    }

    @Test
    void cookiesAreAllButSecureAndNobodyIsHeldToHttps() {
        var tenant = tenants.create("acme", "Acme", "operator").scope();
        accounts.createVouched(tenant, "vera@example.com", Secret.of("correct horse battery"), "::1");
        TestBrowser browser = new TestBrowser(server.getURI());
        Page form = browser.get("/t/acme/sign-in");
        Page made = browser.submit(
                form, "/t/acme/sign-in", Map.of("email", "vera@example.com", "password", "correct horse battery"));
        assertThat(form.setCookies()).hasSize(1);
        assertThat(made.setCookies())
                .hasSize(2)
                .allSatisfy(cookie -> assertThat(cookie)
                        .startsWith("linkhub-")
                        .contains("Path=/t/acme")
                        .containsIgnoringCase("; HttpOnly")
                        .contains("SameSite=Lax")
                        .doesNotContain("Secure"));
        assertThat(form.header("strict-transport-security")).isEmpty();
        assertThat(browser.follow(made).heading()).isEqualTo("You are signed in");
    }
}
