package dev.linkhub.web.page;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.tenant.Tenants;
import dev.linkhub.testing.HubTest;
import dev.linkhub.web.testing.TestBrowser;
import dev.linkhub.web.testing.TestBrowser.Page;
import io.micronaut.context.annotation.Requires;
import io.micronaut.http.annotation.Controller;
import io.micronaut.http.annotation.Get;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.annotation.security.PermitAll;
import jakarta.inject.Inject;
import java.sql.SQLTransientConnectionException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What a page's address answers when something breaks behind it. */
@MicronautTest(transactional = false)
class ErrorPagesTest implements HubTest {

    private static final String PASSWORD = "hunter2-in-a-message";

    @Inject
    EmbeddedServer server;

    @Inject
    Tenants tenants;

    private TestBrowser browser;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = new HashMap<>(HubTest.super.getProperties());
        properties.put("hub.test.broken-pages", "true");
        return properties;
    }

    @BeforeAll
    void tenant() {
        tenants.create("acme", "Acme", "operator");
    }

    @BeforeEach
    void browserThatHasSeenTheTenant() {
        browser = new TestBrowser(server.getURI());
        browser.get("/t/acme/sign-in");
    }

    @Test
    void aDatabaseThatIsAwaySaysWhenToComeBackAndLooksLikeTheTenant() {
        Page page = browser.get("/t/acme/broken/away");
        assertThat(page.status()).isEqualTo(503);
        assertThat(page.header("retry-after")).isEqualTo("10");
        assertThat(page.heading()).isEqualTo("We will be back in a moment");
        assertThat(page.document().select(".name").text()).isEqualTo("Acme");
        assertThat(page.body()).doesNotContain(PASSWORD);
        assertThat(page.header("cache-control")).isEqualTo("no-store");
    }

    @Test
    void aFaultOfOursSaysSoAndNothingOfWhatItWas() {
        Page page = browser.get("/t/acme/broken/bug");
        assertThat(page.status()).isEqualTo(500);
        assertThat(page.heading()).isEqualTo("Something went wrong on our side");
        assertThat(page.document().select(".name").text()).isEqualTo("Acme");
        assertThat(page.body())
                .doesNotContain(PASSWORD)
                .doesNotContain("IllegalState")
                .doesNotContain("\tat ");
    }

    @Test
    void aTenantThatThisProcessHasNeverSeenIsNotLookedUpWhileSomethingIsBroken() {
        tenants.create("unseen", "Unseen", "operator");
        assertThat(browser.get("/t/unseen/broken/away")
                        .document()
                        .select(".name")
                        .text())
                .isEqualTo("Link Hub");
    }

    @Controller("/t/{tenant}/broken")
    @PermitAll
    @Requires(property = "hub.test.broken-pages", value = "true")
    static final class BrokenPages {

        @Get("/{how}")
        String breaks(String tenant, String how) {
            if (how.equals("away")) {
                throw new IllegalStateException(tenant, new SQLTransientConnectionException(PASSWORD));
            }
            if (how.equals("bug")) {
                throw new IllegalStateException(PASSWORD);
            }
            return how;
        }
    }
}
