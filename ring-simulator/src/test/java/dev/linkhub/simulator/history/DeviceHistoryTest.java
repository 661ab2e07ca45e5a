package dev.linkhub.simulator.history;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeviceHistoryTest {

    private static final Instant START = Instant.parse("2026-07-06T11:11:00Z");

    private final DeviceHistory history = new DeviceHistory();

    @Test
    void theLatestThousandEventsOfADeviceAreKept() {
        history.record("account", "other", "ding", null, START);
        PastEvent first = history.record("account", "device", "ding", null, START);
        PastEvent second = history.record("account", "device", "ding", null, START);
        for (int i = 2; i <= 1_000; i++) {
            history.record("account", "device", "ding", null, START);
        }

        List<PastEvent> kept = all("device");
        assertThat(kept).hasSize(1_000).doesNotContain(first).last().isEqualTo(second);
        assertThat(all("other")).hasSize(1);
    }

    @Test
    void noTwoEventsOfADeviceStartInTheSameMillisecond() {
        PastEvent first = history.record("account", "device", "ding", null, START);
        PastEvent second = history.record("account", "device", "ding", null, START.plusNanos(5));

        assertThat(second.start()).isEqualTo(first.start().plusMillis(1));
        assertThat(history.latest("account", "device", START, second.start(), event -> true, 10))
                .containsExactly(first);
    }

    private List<PastEvent> all(String device) {
        return history.latest("account", device, Instant.MIN, Instant.MAX, event -> true, 2_000);
    }
}
