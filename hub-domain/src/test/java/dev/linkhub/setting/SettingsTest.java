package dev.linkhub.setting;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.db.testing.TestDatabase;
import dev.linkhub.testing.HubTest;
import io.micronaut.context.ApplicationContext;
import java.net.BindException;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each setting of the domain, wrong: the start stops, and one line names the variable and what it takes. */
class SettingsTest {

    private static Map<String, String> right;

    @BeforeAll
    static void schema() {
        right = HubTest.properties(TestDatabase.fresh());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            hub.refresh-interval    | P26D               | HUB_REFRESH_INTERVAL=P26D  | PT5S to P25D
            hub.refresh-interval    | PT1S               | HUB_REFRESH_INTERVAL       | PT5S to P25D
            hub.refresh-interval    | tomorrow           | HUB_REFRESH_INTERVAL=tomorrow | duration
            hub.park-after          | PT1S               | HUB_PARK_AFTER             | PT1M to P1D
            hub.park-for            | P26D               | HUB_PARK_FOR               | PT10M to P25D
            hub.refresh-lease       | PT14S              | HUB_REFRESH_LEASE          | HUB_REFRESH_DEADLINE
            hub.refresh-deadline    | PT2M               | HUB_REFRESH_DEADLINE       | PT1S to PT1M
            hub.refresh-quarantine  | P3D                | HUB_REFRESH_QUARANTINE     | PT1S to P2D
            hub.ring.rate-per-app   | 0                  | HUB_RING_RATE_PER_APP=0    | 1 to 10000
            hub.ring.rate-per-app   | many               | HUB_RING_RATE_PER_APP=many | whole number
            hub.ring.oauth-url      | http://example.com | HUB_RING_OAUTH_URL         | https
            hub.ring.api-url        | ftp://x            | HUB_RING_API_URL           | https
            hub.sandbox.url         | http://example.com | HUB_SANDBOX_URL            | https
            hub.sandbox.url         | https://oauth.ring.com | HUB_SANDBOX_URL        | Ring itself
            hub.sandbox.url         | https://API.amazonvision.com:443/x | HUB_SANDBOX_URL | Ring itself
            hub.public-url          | http://example.com | HUB_PUBLIC_URL             | https
            hub.public-url          | https://a/?b=c     | HUB_PUBLIC_URL             | https
            hub.db.url              | jdbc:h2:mem:x      | HUB_DB_URL                 | jdbc:mysql://
            hub.db.connections      | 1                  | HUB_DB_CONNECTIONS=1       | 2 to 500
            """)
    void aWrongValueStopsTheStartWithOneLine(String property, String value, String named, String accepted) {
        Map<String, Object> properties = new HashMap<>(right);
        properties.put(property, value);

        assertThatThrownBy(() -> ApplicationContext.run(properties).close())
                .satisfies(failure -> assertThat(HubStart.lineFor(failure))
                        .hasValueSatisfying(line ->
                                assertThat(line).contains(named, accepted).doesNotContain("\n")));
    }

    @Test
    void aPortThatIsTakenLateIsOneLineToo() {
        assertThat(HubStart.lineFor(new IllegalStateException("x", new BindException("Address already in use"))))
                .hasValueSatisfying(line -> assertThat(line).contains("HUB_MANAGEMENT_PORT", "another process"));
    }

    @Test
    void noSandboxIsASettingOfEveryPart() {
        Map<String, Object> properties = new HashMap<>(right);
        properties.put("hub.sandbox.url", "off");
        try (ApplicationContext hub = ApplicationContext.run(properties)) {
            assertThat(hub.isRunning()).isTrue();
        }
    }

    @Test
    void anyOtherFailureIsNotMistakenForASetting() {
        assertThat(HubStart.lineFor(new IllegalStateException("x", new RuntimeException("y"))))
                .isEmpty();
    }
}
