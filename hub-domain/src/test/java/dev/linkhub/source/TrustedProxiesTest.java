package dev.linkhub.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.linkhub.setting.InvalidSetting;
import java.net.InetAddress;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TrustedProxiesTest {

    @Test
    void withoutTrustedProxiesOnlyTheSocketCounts() {
        assertThat(client("", "203.0.113.9", "198.51.100.1")).isEqualTo("203.0.113.9");
    }

    @Test
    void anUntrustedPeerCannotChooseItsAddress() {
        assertThat(client("10.0.0.0/8", "203.0.113.9", "10.1.1.1, 198.51.100.1"))
                .isEqualTo("203.0.113.9");
    }

    @Test
    void aTrustedPeerNamesTheClient() {
        assertThat(client("10.0.0.0/8", "10.0.0.5", "198.51.100.1")).isEqualTo("198.51.100.1");
        assertThat(client("10.0.0.0/8", "10.0.0.5")).isEqualTo("10.0.0.5");
    }

    @Test
    void theNearestUntrustedHopIsTheClientWhateverStandsBeforeIt() {
        assertThat(client("10.0.0.0/8", "10.0.0.5", "6.6.6.6, 198.51.100.1, 10.0.0.7"))
                .isEqualTo("198.51.100.1");
        assertThat(client("10.0.0.0/8", "10.0.0.5", "6.6.6.6", "198.51.100.1")).isEqualTo("198.51.100.1");
    }

    @Test
    void whatIsNoAddressEndsTheWalk() {
        assertThat(client("10.0.0.0/8", "10.0.0.5", "198.51.100.1, unknown")).isEqualTo("10.0.0.5");
        assertThat(client("10.0.0.0/8", "10.0.0.5", "198.51.100.1, localhost, 10.0.0.9"))
                .isEqualTo("10.0.0.9");
        assertThat(client("10.0.0.0/8", "10.0.0.5", "")).isEqualTo("10.0.0.5");
        assertThat(client("10.0.0.0/8", "10.0.0.5", "[")).isEqualTo("10.0.0.5");
    }

    @Test
    void portsAreIgnored() {
        assertThat(client("10.0.0.0/8", "10.0.0.5", "198.51.100.1:4711")).isEqualTo("198.51.100.1");
        assertThat(client("10.0.0.0/8", "10.0.0.5", "[2001:db8::7]:4711")).isEqualTo("2001:db8:0:0:0:0:0:7");
        assertThat(client("10.0.0.0/8", "10.0.0.5", "2001:db8::7")).isEqualTo("2001:db8:0:0:0:0:0:7");
    }

    @Test
    void whereAllAreTrustedTheFarthestCounts() {
        assertThat(client("10.0.0.0/8", "10.0.0.5", "10.0.0.6, 10.0.0.7")).isEqualTo("10.0.0.6");
    }

    @Test
    void aWalkIsBounded() {
        assertThat(client("10.0.0.0/8", "10.0.0.5", "198.51.100.1," + "10.0.0.7,".repeat(5000) + "10.0.0.8"))
                .isEqualTo("10.0.0.7");
    }

    @Test
    void rangesEndWhereTheirBitsDo() {
        TrustedProxies proxies = new TrustedProxies("192.0.2.128/25, 2001:db8::/33 ,127.0.0.1,0.0.0.0/32");
        assertThat(proxies.trust(address("192.0.2.128"))).isTrue();
        assertThat(proxies.trust(address("192.0.2.127"))).isFalse();
        assertThat(proxies.trust(address("2001:db8:7fff::1"))).isTrue();
        assertThat(proxies.trust(address("2001:db8:8000::1"))).isFalse();
        assertThat(proxies.trust(address("::ffff:127.0.0.1"))).isTrue();
        assertThat(proxies.trust(address("127.0.0.2"))).isFalse();
        assertThat(new TrustedProxies("0.0.0.0/0").trust(address("2001:db8::1")))
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "proxy.example.com",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/",
                "10.0.0.0/x",
                "1.2.3.4 5.6.7.8",
                "2001:db8::/129"
            })
    void anythingElseStopsTheStart(String value) {
        assertThatThrownBy(() -> new TrustedProxies(value))
                .isInstanceOf(InvalidSetting.class)
                .hasMessageStartingWith("HUB_TRUSTED_PROXIES=" + value);
    }

    @Test
    void limitsCountAnIpv4AddressAndAnIpv6Network() {
        assertThat(new ClientAddress(address("198.51.100.1")).rateKey()).isEqualTo("198.51.100.1");
        assertThat(new ClientAddress(address("2001:db8:1:2:3:4:5:6")).rateKey())
                .isEqualTo(new ClientAddress(address("2001:db8:1:2::1")).rateKey())
                .isNotEqualTo(new ClientAddress(address("2001:db8:1:3::1")).rateKey());
    }

    private static String client(String trusted, String peer, String... forwardedFor) {
        return new TrustedProxies(trusted)
                .client(address(peer), List.of(forwardedFor))
                .toString();
    }

    private static InetAddress address(String text) {
        return InetAddress.ofLiteral(text);
    }
}
