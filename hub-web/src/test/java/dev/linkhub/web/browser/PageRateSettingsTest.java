package dev.linkhub.web.browser;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.setting.InvalidSetting;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageRateSettingsTest {

    @Test
    void bothNumbersAreTakenAsWritten() {
        PageRateSettings settings = new PageRateSettings("7", "70");
        assertThat(settings.perSecond()).isEqualTo(7);
        assertThat(settings.burst()).isEqualTo(70);
    }

    @ParameterizedTest
    @CsvSource({
        "0,30,HUB_PAGES_PER_SECOND",
        "many,30,HUB_PAGES_PER_SECOND",
        "5,0,HUB_PAGES_BURST",
        "5,1e9,HUB_PAGES_BURST"
    })
    void whatIsNoRateStopsTheStartWithItsVariable(String perSecond, String burst, String variable) {
        assertThatThrownBy(() -> new PageRateSettings(perSecond, burst))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining(variable);
    }
}
