package dev.linkhub.egress;

import dev.linkhub.source.AddressRange;
import java.net.InetAddress;
import java.util.List;
import java.util.stream.Stream;

/** Which addresses are somebody else's on the open internet. */
final class PublicAddresses {

    /** The IANA special-purpose registries of IPv4 and IPv6, multicast and the reserved rest. */
    private static final List<AddressRange> NOT_PUBLIC = Stream.of(
                    "0.0.0.0/8",
                    "10.0.0.0/8",
                    "100.64.0.0/10",
                    "127.0.0.0/8",
                    "169.254.0.0/16",
                    "172.16.0.0/12",
                    "192.0.0.0/24",
                    "192.0.2.0/24",
                    "192.31.196.0/24",
                    "192.52.193.0/24",
                    "192.88.99.0/24",
                    "192.168.0.0/16",
                    "192.175.48.0/24",
                    "198.18.0.0/15",
                    "198.51.100.0/24",
                    "203.0.113.0/24",
                    "224.0.0.0/3",
                    "2001::/23",
                    "2001:db8::/32",
                    "2002::/16",
                    "2620:4f:8000::/48",
                    "3fff::/20")
            .map(AddressRange::parse)
            .toList();

    /** All IPv6 that is given out; translated, tunnelled, local and documentation addresses lie outside. */
    private static final AddressRange GLOBAL_V6 = AddressRange.parse("2000::/3");

    private static final int V4_BYTES = 4;

    private PublicAddresses() {}

    static boolean contain(InetAddress address) {
        boolean isGivenOut = address.getAddress().length == V4_BYTES || GLOBAL_V6.holds(address);
        return isGivenOut && NOT_PUBLIC.stream().noneMatch(range -> range.holds(address));
    }
}
