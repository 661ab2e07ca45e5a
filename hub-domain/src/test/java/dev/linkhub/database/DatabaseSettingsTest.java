package dev.linkhub.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DatabaseSettingsTest {

    @ParameterizedTest
    @CsvSource({"PT7S, PT3.5S", "PT8S, PT4S", "PT30S, PT15S", "PT31S, PT15S", "PT10M, PT15S"})
    void theDatabaseMayBeSilentForHalfALeaseAndFor15SecondsAtMost(String lease, Duration silence) {
        assertThat(new DatabaseSettings("jdbc:mysql://localhost:3306/hub", "", "", "20", lease).silence())
                .isEqualTo(silence);
    }
}
