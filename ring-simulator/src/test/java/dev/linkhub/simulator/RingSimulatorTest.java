package dev.linkhub.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.simulator.client.RingSimulatorClient;
import java.net.URI;
import java.time.Clock;
import org.junit.jupiter.api.Test;

class RingSimulatorTest {

    @Test
    void runsByTheSystemsClockOnAnyFreePort() {
        try (RingSimulator one = RingSimulator.start(0);
                RingSimulator other = RingSimulator.start(0);
                RingSimulatorClient client = one.client()) {
            assertThat(one.port()).isPositive().isNotEqualTo(other.port());
            assertThat(one.url()).hasToString("http://127.0.0.1:" + one.port());
            assertThat(client.clockOffset()).isZero();
        }
    }

    @Test
    void aPortThatIsTakenIsNamedWithTheReason() {
        try (RingSimulator running = RingSimulator.start(0)) {
            assertThatThrownBy(() -> RingSimulator.start(running.port()))
                    .hasMessageContaining("cannot listen on 127.0.0.1, port " + running.port())
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void anAddressThatIsNotOfThisMachineIsNotTakenForAPortInUse() {
        // Of the block that is kept for documentation (RFC 5737).
        SimulatorOptions elsewhere = new SimulatorOptions("203.0.113.1", 0, null, Clock.systemUTC());

        assertThatThrownBy(() -> RingSimulator.start(elsewhere))
                .hasMessageContaining("cannot listen on 203.0.113.1")
                .hasMessageNotContaining("in use");
    }

    @Test
    void thePublicUrlEndsWithoutASlash() {
        URI typed = URI.create("https://ring.example/");

        assertThat(new SimulatorOptions("127.0.0.1", 0, typed, Clock.systemUTC()).publicUrl())
                .hasToString("https://ring.example");
    }

    @Test
    void aPublicUrlMustBeAWebAddress() {
        assertThatThrownBy(() -> new SimulatorOptions("127.0.0.1", 0, URI.create("ftp://x"), Clock.systemUTC()))
                .hasMessageContaining("not an http or https address");
    }
}
