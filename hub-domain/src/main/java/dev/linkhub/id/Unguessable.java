package dev.linkhub.id;

import java.math.BigInteger;
import java.security.SecureRandom;

/** Random strings in letters and digits, for addresses and credentials that must not be guessed. */
public final class Unguessable {

    private static final String DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final BigInteger BASE = BigInteger.valueOf(DIGITS.length());
    private static final SecureRandom RANDOM = new SecureRandom();

    private Unguessable() {}

    /** 128 random bits as 22 characters of base62. */
    public static String bits128() {
        return base62(128, 22);
    }

    /** 256 random bits as 43 characters of base62. */
    public static String bits256() {
        return base62(256, 43);
    }

    private static String base62(int bits, int length) {
        BigInteger rest = new BigInteger(bits, RANDOM);
        char[] text = new char[length];
        for (int i = length - 1; i >= 0; i--) {
            BigInteger[] parts = rest.divideAndRemainder(BASE);
            text[i] = DIGITS.charAt(parts[1].intValue());
            rest = parts[0];
        }
        return new String(text);
    }
}
