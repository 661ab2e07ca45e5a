package dev.linkhub.simulator.junit;

import dev.linkhub.simulator.client.RingSimulatorClient;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;

/** A simulator that runs, and its client. JUnit closes it with the store that it is kept in. */
final class Running implements AutoCloseable {

    private final dev.linkhub.simulator.RingSimulator simulator;
    private final RingSimulatorClient client;

    private Running(dev.linkhub.simulator.RingSimulator simulator) {
        this.simulator = simulator;
        this.client = simulator.client();
    }

    static Running onPort(int port) {
        return new Running(dev.linkhub.simulator.RingSimulator.start(port));
    }

    RingSimulatorClient client() {
        return client;
    }

    URI url() {
        return simulator.url();
    }

    /**
     * Changes the settings, each {@code name=value}.
     *
     * @throws RuntimeException that names the setting and its choices, if one is unknown or impossible
     */
    void set(String... settings) {
        Map<String, String> changes = new LinkedHashMap<>();
        for (String setting : settings) {
            int equals = setting.indexOf('=');
            if (equals < 1) {
                throw new IllegalArgumentException("a setting is name=value, not '" + setting + "'");
            }
            if (changes.put(
                            setting.substring(0, equals).strip(),
                            setting.substring(equals + 1).strip())
                    != null) {
                throw new IllegalArgumentException("'" + setting + "' sets what is set already");
            }
        }
        client.changeSettings(changes);
    }

    @Override
    public void close() {
        client.close();
        simulator.close();
    }
}
