package dev.linkhub.id;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256, for looking up what must not be stored in clear. */
public final class Sha256 {

    private Sha256() {}

    /** The 32 bytes for a text's UTF-8 form. */
    public static byte[] of(String text) {
        return of(text.getBytes(UTF_8));
    }

    /** The 32 bytes. */
    public static byte[] of(byte[] bytes) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(bytes);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("Every JDK has SHA-256", e);
        }
    }

    /** Whether a text has this digest, in time that does not depend on where they differ. */
    public static boolean matches(byte[] digest, String text) {
        return MessageDigest.isEqual(digest, of(text));
    }
}
