package dev.linkhub.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.setting.InvalidSetting;
import dev.linkhub.setting.Settings;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ListenersTest {

    @Test
    void listensOnLoopbackWhileItsAddressIsLoopbackAndElseEverywhere() {
        assertThat(bind(Map.of())).isEqualTo("127.0.0.1");
        assertThat(bind(Map.of("hub.public-url", "https://hub.example.com"))).isEqualTo("0.0.0.0");
        assertThat(bind(Map.of("hub.public-url", "https://hub.example.com", "hub.bind", "127.0.0.1")))
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

    @Test
    void probesFromElsewhereReachHealthWhereTheSettingSaysSo() {
        Listeners listeners = listeners(Map.of("hub.management-bind", "0.0.0.0"));

        assertThat(listeners.properties())
                .containsEntry("micronaut.server.netty.listeners.management.host", "0.0.0.0")
                .containsEntry("micronaut.server.netty.listeners.public.host", "127.0.0.1");
        assertThat(listeners.readiness())
                .isEqualTo("http://127.0.0.1:" + listeners.management().port() + "/health/readiness");
    }

    @Test
    void aManagementAddressThatIsNotThisMachinesIsRefused() {
        assertThatThrownBy(() -> listeners(Map.of("hub.management-bind", "no-such-host.invalid")))
                .isInstanceOf(InvalidSetting.class)
                .hasMessage(
                        "HUB_MANAGEMENT_BIND=no-such-host.invalid is not accepted: it takes an address of this machine");
    }

    @Test
    void aWorkerListensForItsHealthAlone() {
        Listeners listeners = listeners(Part.WORKER, Map.of());

        assertThat(listeners.open()).isEmpty();
        assertThat(listeners.properties().keySet())
                .filteredOn(name -> name.startsWith("micronaut.server.netty.listeners"))
                .allMatch(name -> name.startsWith("micronaut.server.netty.listeners.management."));
        assertThat(listeners.properties()).doesNotContainKey("hub.public-url");
    }

    @Test
    void thePartsHavePortsOfTheirOwnSoThatOneMachineCanRunThemAll() {
        Set<Integer> ports = new HashSet<>();
        for (Part part : Part.values()) {
            part.port()
                    .ifPresent(
                            port -> assertThat(ports.add(port)).as(part.title()).isTrue());
            assertThat(ports.add(part.managementPort())).as(part.title()).isTrue();
        }
        assertThat(ports).containsExactlyInAnyOrder(8080, 8081, 8180, 8181, 8280, 8281, 8381);
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
        return listeners(Part.STANDALONE, properties);
    }

    private static Listeners listeners(Part part, Map<String, String> properties) {
        Map<String, String> all = new HashMap<>();
        all.put("hub.port", String.valueOf(freePort()));
        all.put("hub.management-port", String.valueOf(freePort()));
        all.put("hub.public-url", "");
        all.put("hub.bind", "");
        all.put("hub.management-bind", "");
        all.putAll(properties);
        return Listeners.of(Settings.ofProcess().with(all), part);
    }

    private static String bind(Map<String, String> properties) {
        return listeners(properties).open().orElseThrow().address().host();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
