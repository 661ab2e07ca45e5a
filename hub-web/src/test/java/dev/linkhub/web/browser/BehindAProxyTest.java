package dev.linkhub.web.browser;

import static org.assertj.core.api.Assertions.assertThat;

import dev.linkhub.testing.HubTest;
import dev.linkhub.testing.MovableClock;
import dev.linkhub.web.testing.TestBrowser;
import io.micronaut.runtime.server.EmbeddedServer;
import io.micronaut.test.extensions.junit5.annotation.MicronautTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every browser behind a trusted proxy has the proxy's address on its socket. */
@MicronautTest(transactional = false)
class BehindAProxyTest implements HubTest {

    private static final String PAGE = "/ops/sign-in";

    @Inject
    EmbeddedServer server;

    @Inject
    MovableClock clock;

    @Override
    public Map<String, String> getProperties() {
        Map<String, String> properties = HubTest.super.getProperties();
        properties.put("hub.trusted-proxies", "127.0.0.0/8,::1");
        return properties;
    }

    @BeforeEach
    void fullBuckets() {
        clock.advance(Duration.ofMinutes(1));
    }

    @Test
    void eachBrowserHasItsOwnRate() {
        assertThat(refusedOf31From("192.0.2.1")).isEqualTo(1);
        assertThat(refusedOf31From("192.0.2.2")).isEqualTo(1);
    }

    @Test
    void whatStandsBeforeTheTrustedProxyIsNotBelieved() {
        assertThat(refusedOf31From("198.51.100.1, 192.0.2.3")).isEqualTo(1);
        assertThat(refusedOf31From("198.51.100.2, 192.0.2.3")).isEqualTo(31);
    }

    @Test
    void allAddressesOfOneIpv6NetworkAreOne() {
        assertThat(refusedOf31From("2001:db8:1:2::1")).isEqualTo(1);
        assertThat(refusedOf31From("2001:db8:1:2:ffff::9")).isEqualTo(31);
        assertThat(refusedOf31From("2001:db8:1:3::1")).isEqualTo(1);
    }

    private int refusedOf31From(String forwardedFor) {
        TestBrowser browser = new TestBrowser(server.getURI()).sending("X-Forwarded-For", forwardedFor);
        int refused = 0;
        for (int i = 0; i < 31; i++) {
            refused += browser.get(PAGE).status() == 429 ? 1 : 0;
        }
        return refused;
    }
}
