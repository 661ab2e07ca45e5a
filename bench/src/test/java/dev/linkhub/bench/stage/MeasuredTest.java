package dev.linkhub.bench.stage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class MeasuredTest {

    @Test
    void readsThePeakInMebibytes() {
        assertThat(Measured.mib("Name:\tjava\nVmPeak:\t 999999 kB\nVmHWM:\t  524288 kB\nVmRSS:\t 1 kB\n"))
                .isEqualTo(512.0);
        assertThatThrownBy(() -> Measured.mib("Name:\tjava\n")).isInstanceOf(BenchFailed.class);
    }

    @Test
    void countsWhatThisProcessUses() {
        Measured self = new Measured(ProcessHandle.current());

        assertThat(self.peakRssMib()).isGreaterThan(10);
        assertThat(self.cpu()).isPositive();
    }
}
