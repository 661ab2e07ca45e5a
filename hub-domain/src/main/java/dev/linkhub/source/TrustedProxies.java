package dev.linkhub.source;

import dev.linkhub.setting.InvalidSetting;
import io.micronaut.context.annotation.Context;
import io.micronaut.context.annotation.Property;
import java.net.InetAddress;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * {@code HUB_TRUSTED_PROXIES}: whose {@code X-Forwarded-For} and {@code X-Forwarded-Proto} are believed. Addresses and
 * ranges such as {@code 10.0.0.0/8}, separated by commas; none by default, so that nobody can choose what we take for
 * their address.
 */
@Context
public class TrustedProxies {

    private static final String PROPERTY = "hub.trusted-proxies";
    private static final int MOST_HOPS = 20;

    private final List<AddressRange> ranges;

    TrustedProxies(@Property(name = PROPERTY, defaultValue = "") String value) {
        try {
            ranges = Arrays.stream(value.split(","))
                    .map(String::strip)
                    .filter(part -> !part.isEmpty())
                    .map(AddressRange::parse)
                    .toList();
        } catch (IllegalArgumentException e) {
            throw new InvalidSetting(
                    PROPERTY, value, "addresses and ranges separated by commas, such as 10.0.0.0/8,192.0.2.7");
        }
    }

    /** Whether what this peer forwards is believed. */
    public boolean trust(InetAddress peer) {
        return ranges.stream().anyMatch(range -> range.holds(peer));
    }

    /**
     * The nearest address on the way that is not a trusted proxy's, or the farthest proxy where all are trusted. An entry
     * that is no address ends the walk: whoever wrote what stands before it cannot be known.
     *
     * @param peer the other end of the socket
     * @param forwardedFor the values of {@code X-Forwarded-For} as they came
     */
    public ClientAddress client(InetAddress peer, List<String> forwardedFor) {
        InetAddress nearest = peer;
        List<String> hops = Arrays.asList(String.join(",", forwardedFor).split(","));
        for (int i = hops.size() - 1; i >= Math.max(0, hops.size() - MOST_HOPS) && trust(nearest); i--) {
            Optional<InetAddress> hop = address(hops.get(i).strip());
            if (hop.isEmpty()) {
                break;
            }
            nearest = hop.get();
        }
        return new ClientAddress(nearest);
    }

    /** Some proxies add the port: {@code 192.0.2.7:4711}, {@code [2001:db8::7]:4711}. */
    private static Optional<InetAddress> address(String hop) {
        String bare = hop;
        if (hop.startsWith("[")) {
            bare = hop.substring(1, Math.max(1, hop.indexOf(']')));
        } else if (hop.indexOf(':') == hop.lastIndexOf(':') && hop.indexOf(':') > 0) {
            bare = hop.substring(0, hop.indexOf(':'));
        }
        try {
            return Optional.of(InetAddress.ofLiteral(bare));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
