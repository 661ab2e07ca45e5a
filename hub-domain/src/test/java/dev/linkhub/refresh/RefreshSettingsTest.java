package dev.linkhub.refresh;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.setting.InvalidSetting;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefreshSettingsTest {

    @Test
    void withNothingSetTheyAreAsTheReadmeSays() {
        RefreshSettings settings = new RefreshSettings("PT30S", "PT10S", "PT10M", "256");
        assertThat(settings.sendWithin()).isEqualTo(Duration.ofSeconds(15));
        assertThat(settings.quarantine()).isEqualTo(Duration.ofMinutes(10));
        assertThat(settings.inFlight()).isEqualTo(256);
        assertThat(settings.ahead()).isEqualTo(128);
    }

    @ParameterizedTest
    @CsvSource({"PT25S, PT10S, 128", "PT24.999S, PT10S, 0", "PT16S, PT10S, 0"})
    void noneIsClaimedAheadThatALeaseLeavesNoTimeFor(String lease, String deadline, int ahead) {
        assertThat(new RefreshSettings(lease, deadline, "PT10M", "256").ahead()).isEqualTo(ahead);
    }

    @ParameterizedTest
    @CsvSource({
        "PT16S, PT10S, PT10M, 256",
        "PT7S, PT1S, PT10M, 256",
        "PT10M, PT1M, PT10M, 256",
        "PT30S, PT10S, PT1S, 256",
        "PT30S, PT10S, P2D, 256",
        "PT30S, PT10S, PT10M, 1",
        "PT30S, PT10S, PT10M, 4096",
    })
    void theBoundsAreTaken(String lease, String deadline, String quarantine, String inFlight) {
        RefreshSettings settings = new RefreshSettings(lease, deadline, quarantine, inFlight);
        assertThat(settings.lease()).isEqualTo(Duration.parse(lease));
        assertThat(settings.quarantine()).isEqualTo(Duration.parse(quarantine));
        assertThat(settings.inFlight()).isEqualTo(Integer.parseInt(inFlight));
        assertThat(settings.sendWithin()).isGreaterThanOrEqualTo(Duration.ofSeconds(1));
    }

    @ParameterizedTest
    @CsvSource({
        "PT15.999S, PT10S, PT10M, 256, HUB_REFRESH_LEASE",
        "PT6.999S, PT1S, PT10M, 256, HUB_REFRESH_LEASE",
        "PT10M0.001S, PT10S, PT10M, 256, HUB_REFRESH_LEASE",
        "PT30S, PT0.999S, PT10M, 256, HUB_REFRESH_DEADLINE",
        "PT10M, PT1M0.001S, PT10M, 256, HUB_REFRESH_DEADLINE",
        "PT30S, PT10S, PT0.999S, 256, HUB_REFRESH_QUARANTINE",
        "PT30S, PT10S, P2DT0.001S, 256, HUB_REFRESH_QUARANTINE",
        "PT30S, PT10S, PT10M, 0, HUB_REFRESH_IN_FLIGHT",
        "PT30S, PT10S, PT10M, 4097, HUB_REFRESH_IN_FLIGHT",
        "PT30S, PT10S, PT10M, -1, HUB_REFRESH_IN_FLIGHT",
        "PT30S, PT10S, PT10M, 2.5, HUB_REFRESH_IN_FLIGHT",
    })
    void theirNeighboursAreNot(String lease, String deadline, String quarantine, String inFlight, String named) {
        assertThatThrownBy(() -> new RefreshSettings(lease, deadline, quarantine, inFlight))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining(named);
    }
}
