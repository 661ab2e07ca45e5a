package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class HeldAlertsTest {

    private static final Instant NOW = Instant.parse("2026-03-01T00:00:00Z");

    private final HeldAlerts alerts = new HeldAlerts();

    @Test
    void anAppsIncidentIsSaidOnceAMinute() {
        assertThat(alerts.isDue("one", NOW)).isTrue();
        assertThat(alerts.isDue("one", NOW)).isFalse();
        assertThat(alerts.isDue("one", NOW.plusSeconds(59))).isFalse();
        assertThat(alerts.isDue("one", NOW.plusSeconds(60))).isTrue();
        assertThat(alerts.isDue("one", NOW.plusSeconds(61))).isFalse();
    }

    @Test
    void eachAppHasItsOwn() {
        assertThat(alerts.isDue("one", NOW)).isTrue();
        assertThat(alerts.isDue("other", NOW)).isTrue();
    }

    @Test
    void theNextIncidentIsNewsAgain() {
        assertThat(alerts.isDue("one", NOW)).isTrue();
        alerts.isOver("one");
        assertThat(alerts.isDue("one", NOW.plus(Duration.ofSeconds(1)))).isTrue();
    }
}
