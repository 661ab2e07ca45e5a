package dev.linkhub.simulator.secret;

import java.security.SecureRandom;
import java.util.Base64;

/** Unguessable text for identifiers, codes, tokens and keys. */
public final class RandomText {

    private static final String ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
    private static final int SIX_BITS = 0x3F;
    private static final SecureRandom RANDOM = new SecureRandom();

    private RandomText() {}

    /** One draw of the generator for all characters: asked for each, it was a quarter of what a refresh cost. */
    public static String base62(int length) {
        StringBuilder text = new StringBuilder(length);
        byte[] drawn = new byte[length + length / 8 + 1];
        while (text.length() < length) {
            RANDOM.nextBytes(drawn);
            for (int i = 0; i < drawn.length && text.length() < length; i++) {
                int index = drawn[i] & SIX_BITS;
                // Each character as likely as the others: what lies beyond the alphabet is drawn again.
                if (index < ALPHABET.length()) {
                    text.append(ALPHABET.charAt(index));
                }
            }
        }
        return text.toString();
    }

    /** Standard base64 of 32 bytes, 44 characters ending in {@code =}: what Ring's console hands out as HMAC key. */
    public static String hmacKey() {
        byte[] bytes = new byte[32];
        RANDOM.nextBytes(bytes);
        return Base64.getEncoder().encodeToString(bytes);
    }
}
