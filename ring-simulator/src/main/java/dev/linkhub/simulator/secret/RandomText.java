package dev.linkhub.simulator.secret;

import java.security.SecureRandom;
import java.util.Base64;

/** Unguessable text for identifiers, codes, tokens and keys. */
public final class RandomText {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    public static String base62(int length) {
        return RANDOM.ints(length, 0, ALPHABET.length())
                .collect(
                        StringBuilder::new, (text, index) -> text.append(ALPHABET.charAt(index)), StringBuilder::append)
                .toString();
    }

    /** Standard base64 of 32 bytes, 44 characters ending in {@code =}: what Ring's console hands out as HMAC key. */
    public static String hmacKey() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
