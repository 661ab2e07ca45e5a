package dev.linkhub.source;

import java.net.InetAddress;

/** One address, or all that share its first bits. */
public record AddressRange(InetAddress network, int bits) {

    public AddressRange {
        if (bits < 0 || bits > network.getAddress().length * Byte.SIZE) {
            throw new IllegalArgumentException("a prefix of " + bits + " bits");
        }
    }

    /**
     * From {@code 10.0.0.0/8}, {@code 192.0.2.7} or the same in IPv6.
     *
     * @throws IllegalArgumentException for anything else, host names included
     */
    public static AddressRange parse(String text) {
        int slash = text.indexOf('/');
        InetAddress network = InetAddress.ofLiteral(slash < 0 ? text : text.substring(0, slash));
        int bits = slash < 0
                ? network.getAddress().length * Byte.SIZE
                : Integer.parseInt(text, slash + 1, text.length(), 10);
        return new AddressRange(network, bits);
    }

    /** Whether an address is in it. */
    public boolean holds(InetAddress address) {
        byte[] ours = network.getAddress();
        byte[] theirs = address.getAddress();
        if (ours.length != theirs.length) {
            return false;
        }
        int whole = bits / Byte.SIZE;
        for (int i = 0; i < whole; i++) {
            if (ours[i] != theirs[i]) {
                return false;
            }
        }
        int rest = bits % Byte.SIZE;
        int mask = 0xFF << (Byte.SIZE - rest);
        return rest == 0 || (ours[whole] & mask) == (theirs[whole] & mask);
    }
}
