package dev.linkhub.source;

import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;

/** The address that a request came from. */
public record ClientAddress(InetAddress address) {

    private static final int NETWORK_BYTES = 8;

    /**
     * What a limit per source counts by: an IPv4 address, or the /64 of an IPv6 address, because whoever has one of its
     * addresses has all of them.
     */
    public String rateKey() {
        if (!(address instanceof Inet6Address)) {
            return address.getHostAddress();
        }
        byte[] network = Arrays.copyOf(Arrays.copyOf(address.getAddress(), NETWORK_BYTES), 2 * NETWORK_BYTES);
        try {
            return InetAddress.getByAddress(network).getHostAddress() + "/64";
        } catch (UnknownHostException e) {
            throw new IllegalStateException("16 bytes are an address", e);
        }
    }

    @Override
    public String toString() {
        return address.getHostAddress();
    }
}
