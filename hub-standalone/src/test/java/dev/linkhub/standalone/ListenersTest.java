package dev.linkhub.standalone;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.setting.InvalidSetting;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenersTest {

    @Test
    void listensOnLoopbackWhileItsAddressIsLoopbackAndElseEverywhere() {
        assertThat(listeners(Map.of()).bind()).isEqualTo("127.0.0.1");
        assertThat(listeners(Map.of("hub.public-url", "https://hub.example.com"))
                        .bind())
                .isEqualTo("0.0.0.0");
        assertThat(listeners(Map.of("hub.public-url", "https://hub.example.com", "hub.bind", "127.0.0.1"))
                        .bind())
                .isEqualTo("127.0.0.1");
    }

    @Test
    void healthAndMetricsAreOnLoopbackWhateverTheRestIs() {
        Map<String, Object> properties =
                listeners(Map.of("hub.public-url", "https://hub.example.com")).properties();
        assertThat(properties)
                .containsEntry("micronaut.server.netty.listeners.management.host", "127.0.0.1")
                .containsEntry("micronaut.server.netty.listeners.management.expose-default-routes", false);
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "65536", "-1", "eighty", "8080 "})
    void aPortIsFrom1To65535(String port) {
        assertThatThrownBy(() -> listeners(Map.of("hub.port", port)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage("HUB_PORT=" + port + " is not accepted: it takes a port from 1 to 65535");
    }

    @Test
    void aPortThatIsTakenIsSaidBeforeAnythingStarts() throws IOException {
        try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> listeners(Map.of("hub.port", String.valueOf(other.getLocalPort()))))
                    .isInstanceOf(InvalidSetting.class)
                    .hasMessageContaining("HUB_PORT=" + other.getLocalPort())
                    .hasMessageContaining("no other uses");
        }
    }

    @Test
    void managementHasAPortOfItsOwn() {
        String port = String.valueOf(freePort());
        assertThatThrownBy(() -> listeners(Map.of("hub.port", port, "hub.management-port", port)))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageContaining("another port than HUB_PORT");
    }

    private static Listeners listeners(Map<String, String> properties) {
        Map<String, String> all = new HashMap<>();
        all.put("hub.port", String.valueOf(freePort()));
        all.put("hub.management-port", String.valueOf(freePort()));
        all.put("hub.public-url", "");
        all.put("hub.bind", "");
        all.putAll(properties);
        return Listeners.of(Settings.ofProcess().with(all));
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
